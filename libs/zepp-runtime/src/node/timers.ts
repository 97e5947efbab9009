import { performance } from 'node:perf_hooks';
import type { HostTimers } from '../core/host-timers.js';

export const nodeTimers: HostTimers = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  turn: () => new Promise((done) => setImmediate(done)),
};
