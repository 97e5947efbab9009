/** What one realm of a program may use. A turn is one entry of the host into the realm, with all its promise jobs. */
export type QuickJsLimits = {
  /** Heap of one realm in bytes. */
  memoryBytes: number;
  /** Stack of one realm in bytes, as QuickJS counts it. */
  stackBytes: number;
  /** How often QuickJS may look at the clock in one turn: about 10,000 loops or calls each. The same on every machine. */
  turnTicks: number;
  /** How often the program may call the platform in one turn. */
  turnCalls: number;
};

/**
 * No document tells a watch's heap or stack. Ours are generous for a watch and small for a host; a turn's ticks are about
 * half a second here, which no watch would do in ten.
 */
export const quickJsLimits: QuickJsLimits = {
  memoryBytes: 16 * 1024 * 1024,
  stackBytes: 128 * 1024,
  turnTicks: 5_000,
  turnCalls: 20_000,
};

/** Figures of one realm; `peakBytes` is looked at after start, after each file and after every fiftieth turn. */
export type QuickJsFigures = {
  name: string;
  startBytes: number;
  heapBytes: number;
  peakBytes: number;
  turns: number;
  longestTurnTicks: number;
};
