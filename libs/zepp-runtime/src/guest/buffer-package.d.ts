declare module 'buffer/index.js' {
  export const Buffer: { from(data: unknown, encoding?: string): Uint8Array };
}
