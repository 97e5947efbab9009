import { alternate, type Benchmark, type Line, ratioOf, rounded, spread } from '../benchmark.js';
import { Child } from '../child.js';
import { countFsyncs, hasStrace } from '../fsyncs.js';
import { SCALE } from '../scale.js';

type Ready = { url: string; clients: { token: string }[] };
type Cell = { stored: number; pushes: number; seconds: number; p50: number; p99: number };
type Usage = { cpuMicros: number; rss: number };
type Contender = { server: Child<Ready>; load: Child<object>; cells: Cell[]; cpu: number[] };

const { rounds: ROUNDS, cellMs: CELL_MS, warmMs, fsyncMs } = SCALE;

type Setting = { count: number; stores?: 'group'; isUncounted?: true; flushMs?: number };

async function start(file: string, { count, flushMs, ...how }: Setting): Promise<Contender> {
  const server = await Child.start<Ready>(file, { ...how, clients: count }, flushMs);
  const { url, clients } = server.ready;
  const load = await Child.start('load', {
    url,
    tokens: clients.map(({ token }) => token),
    count,
  });
  return { server, load, cells: [], cpu: [] };
}

async function cell({ server, load, cells, cpu }: Contender): Promise<number> {
  const before = await server.ask<Usage>({});
  const done = await load.ask<Cell>({ ms: CELL_MS });
  const after = await server.ask<Usage>({});
  cells.push(done);
  cpu.push((after.cpuMicros - before.cpuMicros) / done.stored);
  return done.stored / done.seconds;
}

async function fsyncsOf({ server, load }: Contender) {
  let pushes = 0;
  const count = await countFsyncs(server.pid, async () => {
    pushes = (await load.ask<Cell>({ ms: fsyncMs })).pushes;
  });
  return count === undefined
    ? { fsyncs: 'not counted: no strace' }
    : { fsyncs: count, pushesMeanwhile: pushes };
}

const figures = (rates: number[], { cells, cpu }: Contender) => ({
  entriesPerSecond: Math.round(spread(rates).median),
  least: Math.round(spread(rates).least),
  most: Math.round(spread(rates).most),
  ackP50Ms: rounded(spread(cells.map(({ p50 }) => p50)).median),
  ackP99Ms: rounded(spread(cells.map(({ p99 }) => p99)).median),
  cpuMicrosPerEntry: rounded(spread(cpu).median, 1),
});

async function measure(asked: number, say: (text: string) => void): Promise<Line[]> {
  const count = Math.min(asked, SCALE.clients);
  const name = `ingest-${asked}`;
  const ours = await start('ours', { count });
  const bare = await start('bare', { count });
  const group = await start('bare', { count, stores: 'group' });
  const all = { ours, bare, group };
  try {
    say(`${name}: warming up`);
    for (const each of Object.values(all)) await each.load.ask({ ms: warmMs });
    say(`${name}: ${ROUNDS} rounds of ${CELL_MS} ms each`);
    const rates = await alternate(ROUNDS, {
      ours: () => cell(ours),
      bare: () => cell(bare),
      group: () => cell(group),
    });
    const ratio = (peer: 'bare' | 'group') => ratioOf(rates.ours, rates[peer]);
    const own = { ...figures(rates.ours, ours), ...(await fsyncsOf(ours)) };
    const line = (peer: 'bare' | 'group', against: string) => ({
      name,
      against,
      ratio: ratio(peer),
      better: 'higher' as const,
      ours: own,
      theirs: figures(rates[peer], all[peer]),
    });
    const bareFsyncs = await fsyncsOf(bare);
    const groupFsyncs = await fsyncsOf(group);
    const first = line('bare', 'bare-sqlite3');
    const second = line('group', 'bare-group');
    return [
      { ...first, theirs: { ...first.theirs, ...bareFsyncs }, ...(asked === 50 ? { limit: 1 } : {}) },
      { ...second, theirs: { ...second.theirs, ...groupFsyncs } },
    ];
  } finally {
    await endAll(all);
  }
}

async function endAll(all: Record<string, Contender>): Promise<void> {
  for (const { server, load } of Object.values(all)) {
    await load.end();
    await server.end();
  }
}

/** What a flush takes on a good SD card; a poor one takes several times that. */
const SD_CARD_MS = 5;

/** The same work where flushes are dear, as on the small computers that such a server often runs on. */
async function measureSlowDisk(say: (text: string) => void): Promise<Line[]> {
  const count = Math.min(50, SCALE.clients);
  if (!hasStrace()) {
    say('ingest-50-slow-disk: not measured, because strace is not installed');
    return [];
  }
  const flushMs = SD_CARD_MS;
  const all = {
    ours: await start('ours', { count, flushMs }),
    bare: await start('bare', { count, flushMs }),
  };
  try {
    say(`ingest-50-slow-disk: ${ROUNDS} rounds of ${CELL_MS} ms each`);
    for (const each of Object.values(all)) await each.load.ask({ ms: warmMs });
    const rates = await alternate(ROUNDS, { ours: () => cell(all.ours), bare: () => cell(all.bare) });
    return [
      {
        ...{ name: 'ingest-50-slow-disk', against: 'bare-sqlite3', ratio: ratioOf(rates.ours, rates.bare) },
        ...{ better: 'higher', flushTakesLongerByMs: flushMs },
        ours: figures(rates.ours, all.ours),
        theirs: figures(rates.bare, all.bare),
      },
    ];
  } finally {
    await endAll(all);
  }
}

/** The same server twice, once with nobody who counts. CPU is the steadier of the two figures. */
async function measureCounting(say: (text: string) => void): Promise<Line[]> {
  const count = Math.min(50, SCALE.clients);
  const all = {
    counted: await start('ours', { count }),
    plain: await start('ours', { count, isUncounted: true }),
  };
  try {
    say(`ingest-50-metrics: ${ROUNDS} rounds of ${CELL_MS} ms each`);
    for (const each of Object.values(all)) await each.load.ask({ ms: warmMs });
    const rates = await alternate(ROUNDS, { counted: () => cell(all.counted), plain: () => cell(all.plain) });
    return [
      {
        ...{ name: 'ingest-50-metrics', against: 'the same server without metrics', better: 'higher' },
        ratio: ratioOf(rates.counted, rates.plain),
        cpuRatio: ratioOf(all.counted.cpu, all.plain.cpu),
        ours: figures(rates.counted, all.counted),
        theirs: figures(rates.plain, all.plain),
      },
    ];
  } finally {
    await endAll(all);
  }
}

const ingest = (count: number): Benchmark => ({
  name: `ingest-${count}`,
  title: `entries stored a second with ${count} client${count === 1 ? '' : 's'}, against bare sqlite3`,
  run: (say) => measure(count, say),
});

const slowDisk: Benchmark = {
  name: 'ingest-50-slow-disk',
  title: `the same with 50 clients where each flush takes ${SD_CARD_MS} ms longer; needs strace`,
  run: measureSlowDisk,
};

const counting: Benchmark = {
  name: 'ingest-50-metrics',
  title: 'what counting costs: the same with 50 clients, with and without metrics',
  run: measureCounting,
};

export const ingestBenchmarks = [ingest(1), ingest(50), slowDisk, counting];
