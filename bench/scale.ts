/** How much is measured. `BENCH_SCALE=tiny` only proves that everything runs; its figures say nothing. */
const isTiny = process.env.BENCH_SCALE === 'tiny';

export const SCALE = isTiny
  ? {
      ...{ rounds: 1, cellMs: 60, warmMs: 30, fsyncMs: 60, clients: 3, sockets: 20 },
      ...{ livePushes: 5, pageAsks: 2, memoryPushes: 20, restMs: 50, backupWarmMs: 200 },
      years: [1 / 12, 2 / 12],
    }
  : {
      ...{ rounds: 5, cellMs: 3_000, warmMs: 4_000, fsyncMs: 1_500, clients: 50, sockets: 2_000 },
      ...{ livePushes: 150, pageAsks: 40, memoryPushes: 10_000, restMs: 10_000, backupWarmMs: 8_000 },
      years: [1, 5, 25],
    };
