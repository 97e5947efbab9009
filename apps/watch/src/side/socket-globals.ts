/**
 * Stands in for Engine.IO's own `globals` module at build time (`tools/bundle.ts`): that one falls back to
 * `Function('return this')`, which a phone's engine or a strict page may refuse.
 */
const host = globalThis as unknown as Record<string, unknown>;

export const nextTick = (work: () => void): void => void Promise.resolve().then(work);

export const globalThisShim = {
  setTimeout: (work: () => void, waitMs: number) => setTimeout(work, waitMs),
  clearTimeout: (timer: number) => clearTimeout(timer),
  WebSocket: typeof WebSocket === 'undefined' ? undefined : WebSocket,
  document: host.document,
};

export const defaultBinaryType = 'arraybuffer';

export function createCookieJar(): void {}
