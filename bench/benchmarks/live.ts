import { alternate, type Benchmark, type Line, percentile, ratioOf, spreadOf } from '../benchmark.js';
import { Child } from '../child.js';
import { SCALE } from '../scale.js';

type Ready = { url: string; clients: object[] };
type Heard = { p50: number; p99: number; waits: number[] };
type Contender = { server: Child<Ready>; pages: Child<object>; cells: Heard[] };

/** Ten people who play at once, fifty entries a second in all: far more than a household. */
const PEOPLE = Math.min(10, SCALE.clients);
const EVERY_MS = 20;
/** A server runs for weeks: what its engine compiles in the first minutes is no part of the picture, for nobody. */
const WARM_TIMES = 20;
const WARM_EVERY_MS = 5;

async function start(program: string, settings: object): Promise<Contender> {
  const server = await Child.start<Ready>(program, { ...settings, clients: PEOPLE });
  const pages = await Child.start('follow', { ...server.ready, count: PEOPLE });
  return { server, pages, cells: [] };
}

async function cell({ pages, cells }: Contender, pushes: number, everyMs = EVERY_MS): Promise<number> {
  const heard = await pages.ask<Heard>({ pushes, everyMs });
  cells.push(heard);
  return heard.p99;
}

const figures = ({ cells }: Contender) => ({
  p50Ms: spreadOf(cells.map(({ p50 }) => p50)),
  p99Ms: spreadOf(cells.map(({ p99 }) => p99)),
  /** Over the pushes of all rounds. */
  p99OfAllMs: spreadOf([
    percentile(
      cells.flatMap(({ waits }) => waits),
      0.99,
    ),
  ]).median,
  pushes: cells.reduce((sum, { waits }) => sum + waits.length, 0),
});

async function run(say: (text: string) => void): Promise<Line[]> {
  const ours = await start('ours', {});
  const storing = await start('bare', { stores: 'statement', tells: true });
  const relay = await start('bare', { stores: 'nothing', tells: true });
  const all = { ours, storing, relay };
  try {
    say('live: warming up');
    for (const each of Object.values(all)) {
      await cell(each, SCALE.livePushes * WARM_TIMES, WARM_EVERY_MS);
      each.cells.length = 0;
    }
    say(`live: ${SCALE.rounds} rounds of ${SCALE.livePushes} pushes, one every ${EVERY_MS} ms`);
    const p99 = await alternate(SCALE.rounds, {
      ours: () => cell(ours, SCALE.livePushes),
      storing: () => cell(storing, SCALE.livePushes),
      relay: () => cell(relay, SCALE.livePushes),
    });
    const line = (peer: 'storing' | 'relay', against: string): Line => ({
      name: 'live',
      ...{ ratio: ratioOf(p99.ours, p99[peer]), against, better: 'lower' },
      ratioOfP50: ratioOf(
        ours.cells.map(({ p50 }) => p50),
        all[peer].cells.map(({ p50 }) => p50),
      ),
      ...{ ours: figures(ours), theirs: figures(all[peer]) },
    });
    return [
      { ...line('storing', 'bare socket.io that stores, then tells'), limit: 1.5 },
      line('relay', 'bare socket.io that only relays'),
    ];
  } finally {
    for (const { server, pages } of Object.values(all)) {
      await pages.end();
      await server.end();
    }
  }
}

export const live: Benchmark = {
  name: 'live',
  title: 'from a push to the page that follows, against bare socket.io',
  run,
};
