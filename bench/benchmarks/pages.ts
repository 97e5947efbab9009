import { alternate, type Benchmark, type Line, percentile, ratioOf, spreadOf } from '../benchmark.js';
import { Child } from '../child.js';
import { SCALE } from '../scale.js';
import { DAY_MS } from '../workload.js';

type Ready = { url: string; clients: { cookie: string }[] };
type Ask = (path: string) => Promise<void>;

/** What a page asks of the server when it is opened. */
const PAGES = {
  week: ['/api/v1/week', '/api/v1/progress/week'],
  year: ['/api/v1/progress/year', '/api/v1/progress/totals'],
};
const YEAR_DAYS = 365.25;
const LIMIT = 1.5;

const asker =
  (url: string, cookie: string): Ask =>
  async (path) => {
    const answer = await fetch(url + path, { headers: { cookie } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    await answer.arrayBuffer();
  };

/** The median time of opening a page. */
async function timeOf(ask: Ask, paths: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < SCALE.pageAsks; turn += 1) {
    const began = performance.now();
    for (const path of paths) await ask(path);
    times.push(performance.now() - began);
  }
  return percentile(times, 0.5);
}

type Grown = { years: number; ask: Ask };

/** One account for each age, all in one database: who is young lies beside who is old, as in a household. */
async function grow(server: Child<Ready>, say: (text: string) => void): Promise<Grown[]> {
  const until = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const grown: Grown[] = [];
  for (const [client, years] of SCALE.years.entries()) {
    const days = Math.round(years * YEAR_DAYS);
    const began = performance.now();
    const { entries } = await server.ask<{ entries: number }>({ client, days, until });
    const seconds = Math.round((performance.now() - began) / 1_000);
    say(`pages: ${days} days lived in ${seconds} s, ${entries} entries`);
    const { cookie } = server.ready.clients[client] as { cookie: string };
    grown.push({ years, ask: asker(server.ready.url, cookie) });
  }
  return grown;
}

async function pageLine(page: keyof typeof PAGES, grown: readonly Grown[]): Promise<Line> {
  const contenders = Object.fromEntries(
    grown.map(({ years, ask }) => [`${years}`, () => timeOf(ask, PAGES[page])]),
  );
  for (const warm of Object.values(contenders)) await warm();
  const times = await alternate(SCALE.rounds, contenders);
  const [youngest, oldest] = [grown[0], grown.at(-1)].map((each) => times[`${each?.years}`] ?? []);
  return {
    name: 'pages',
    page,
    ...{ ratio: ratioOf(oldest ?? [], youngest ?? []), better: 'lower', limit: LIMIT },
    against: `the same page after ${grown[0]?.years} year`,
    years: SCALE.years.at(-1),
    p50Ms: Object.fromEntries(grown.map(({ years }) => [years, spreadOf(times[`${years}`] ?? [])])),
    asks: PAGES[page],
  };
}

async function run(say: (text: string) => void): Promise<Line[]> {
  const server = await Child.start<Ready>('ours', { clients: SCALE.years.length });
  try {
    const grown = await grow(server, say);
    return [await pageLine('week', grown), await pageLine('year', grown)];
  } finally {
    await server.end();
  }
}

export const pages: Benchmark = {
  name: 'pages',
  title: "API time of the week's and the year's page after 1, 5 and 25 years of days",
  run,
};
