import { alternate, type Benchmark, type Line, ratioOf, spreadOf } from '../benchmark.js';
import { Child } from '../child.js';
import { SCALE } from '../scale.js';
import { PUSH_ENTRIES } from '../workload.js';

type Ready = { url: string; clients: { token: string }[] };
type Contender = { server: Child<Ready>; load: Child<object> };

async function start(program: string): Promise<Contender> {
  const count = SCALE.clients;
  const server = await Child.start<Ready>(program, { clients: count });
  const { url, clients } = server.ready;
  const tokens = clients.map(({ token }) => token);
  return { server, load: await Child.start('http-load', { url, tokens, count }) };
}

async function rate({ load }: Contender, ms: number): Promise<number> {
  const { pushes, seconds } = await load.ask<{ pushes: number; seconds: number }>({ ms });
  return pushes / seconds;
}

async function run(say: (text: string) => void): Promise<Line[]> {
  const ours = await start('ours');
  const bare = await start('bare-http');
  try {
    for (const each of [ours, bare]) await rate(each, SCALE.warmMs);
    say(`http-push: ${SCALE.rounds} rounds of ${SCALE.cellMs} ms each`);
    const rates = await alternate(SCALE.rounds, {
      ours: () => rate(ours, SCALE.cellMs),
      bare: () => rate(bare, SCALE.cellMs),
    });
    return [
      {
        ...{ name: 'http-push', ratio: ratioOf(rates.ours, rates.bare), better: 'higher' },
        against: 'bare Fastify and sqlite3',
        ...{ clients: SCALE.clients, entriesAPush: PUSH_ENTRIES },
        ours: { pushesPerSecond: spreadOf(rates.ours, 0) },
        theirs: { pushesPerSecond: spreadOf(rates.bare, 0) },
      },
    ];
  } finally {
    for (const { server, load } of [ours, bare]) {
      await load.end();
      await server.end();
    }
  }
}

export const httpPush: Benchmark = {
  name: 'http-push',
  title: 'pushes a second over HTTP, against bare Fastify and sqlite3',
  run,
};
