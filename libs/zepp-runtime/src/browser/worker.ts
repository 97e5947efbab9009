import type { HostTimers } from '../core/host-timers.js';
import { Host } from './host.js';
import { inlinedQuickJs } from './inlined-quickjs.js';

/** The worker's entry: waits for the page's port, loads the engine, and says that it is ready. */
type DedicatedScope = {
  setTimeout(run: () => void, ms: number): number;
  clearTimeout(timer: number): void;
  setInterval(run: () => void, ms: number): number;
  performance: { now(): number };
  onmessage: ((event: MessageEvent) => void) | null;
};
const scope = globalThis as unknown as DedicatedScope;

const timers: HostTimers = {
  now: () => scope.performance.now(),
  after(ms, run) {
    const timer = scope.setTimeout(run, ms);
    return () => scope.clearTimeout(timer);
  },
  turn: () => new Promise((done) => void scope.setTimeout(done, 0)),
};

async function open(port: MessagePort): Promise<void> {
  const engine = await inlinedQuickJs();
  const every = (ms: number, run: () => void) => void scope.setInterval(run, ms);
  new Host(port, { engine, timers, every }).send({ type: 'ready' });
}

scope.onmessage = (event: MessageEvent) => {
  const port = event.ports[0];
  if (port === undefined) return;
  scope.onmessage = null;
  open(port).catch((fault: unknown) => {
    const message = `This browser cannot run the virtual watch (${String(fault)}).`;
    port.postMessage({ type: 'refused', code: 'no-engine', message });
  });
};
