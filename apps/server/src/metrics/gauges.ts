import { readdirSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { Counter, Gauge, type Registry } from 'prom-client';
import { VERSION } from '../api/version.js';

/** What is read only when somebody asks. */
export type Sources = {
  sizes(): Promise<Record<string, number>>;
  waitingWrites(): number;
  openSockets(): ReadonlyMap<string, number>;
  canWrite(): boolean;
};

function openFiles(): number | undefined {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return undefined;
  }
}

function ownGauges(registers: Registry[], sources: Sources): void {
  const gauge = <T extends string>(
    name: string,
    help: string,
    labelNames: T[],
    read: (g: Gauge<T>) => void | Promise<void>,
  ) =>
    new Gauge<T>({
      name: `plumbline_${name}`,
      help,
      labelNames,
      registers,
      collect() {
        return read(this);
      },
    });
  gauge('write_queue_depth', 'Writing jobs that wait for their turn.', [], (g) =>
    g.set(sources.waitingWrites()),
  );
  gauge(
    'writable',
    '1 while the database takes writes, 0 when the last one met a full or closed disk.',
    [],
    (g) => g.set(sources.canWrite() ? 1 : 0),
  );
  gauge('sockets', 'Open sockets, by who holds them.', ['kind'], (g) => {
    for (const [kind, count] of sources.openSockets()) g.set({ kind }, count);
  });
  gauge('database_bytes', 'Size of the data and, where it is a file, of its log.', ['part'], async (g) => {
    for (const [part, bytes] of Object.entries(await sources.sizes())) g.set({ part }, bytes);
  });
  gauge('info', 'Always 1; the label says which release runs.', ['version'], (g) =>
    g.set({ version: VERSION }, 1),
  );
}

/** The usual names, from what costs nothing to read; no timers and no observers run for them. */
function processGauges(registers: Registry[]): void {
  const gauge = (name: string, help: string, read: () => number | undefined) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        const value = read();
        if (value !== undefined) this.set(value);
      },
    });
  const counter = (name: string, help: string, readTotal: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(readTotal());
      },
    });
  const memory = () => process.memoryUsage();
  gauge('process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss());
  gauge('process_start_time_seconds', 'Start, in seconds since 1970.', () => performance.timeOrigin / 1000);
  gauge('process_open_fds', 'Open files and connections.', openFiles);
  gauge('nodejs_heap_size_used_bytes', 'JavaScript memory in use.', () => memory().heapUsed);
  gauge(
    'nodejs_external_memory_bytes',
    'Memory held outside of the JavaScript heap.',
    () => memory().external,
  );
  counter('process_cpu_seconds_total', 'Processor time, user and system.', () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  });
  counter(
    'nodejs_eventloop_active_seconds_total',
    'Time in which the event loop was busy.',
    () => performance.eventLoopUtilization().active / 1000,
  );
}

export function addGauges(registry: Registry, sources: Sources): void {
  ownGauges([registry], sources);
  processGauges([registry]);
}
