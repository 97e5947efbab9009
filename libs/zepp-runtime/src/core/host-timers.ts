/** Real time, as a host has it. */
export type HostTimers = {
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  after(ms: number, run: () => void): () => void;
  /** Resolves after everything the host already has to do. */
  turn(): Promise<void>;
};
