/** xorshift over 32 bits, numbers in [0, 1): the host's own chance, apart from the program's. */
export function makeChance(seed: number): () => number {
  let state = seed | 0 || 0x1f123bb5;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}
