import { alternate, type Benchmark, type Line, ratioOf, spreadOf } from '../benchmark.js';
import { Child } from '../child.js';
import { SCALE } from '../scale.js';

type Ready = { url: string; clients: { token: string }[] };
type Usage = { rss: number };

/** Resident memory comes in pages, and what a collection frees meanwhile is none of the sockets': less than one cannot be told. */
const PAGE_BYTES = 4_096;

/** Kilobytes of resident memory that each of many sockets takes, in a fresh process. */
async function kilobytesASocket(program: string, settings: object): Promise<number> {
  const server = await Child.start<Ready>(program, settings);
  const tokens = server.ready.clients.map(({ token }) => token);
  const idle = await Child.start('idle', { url: server.ready.url, tokens });
  // What the first sockets load stays loaded and is not theirs.
  await idle.ask({ sockets: Math.ceil(SCALE.sockets / 10) });
  const before = await server.ask<Usage>({});
  await idle.ask({ sockets: SCALE.sockets });
  const after = await server.ask<Usage>({});
  await idle.end();
  await server.end();
  return Math.max(PAGE_BYTES, after.rss - before.rss) / 1_000 / SCALE.sockets;
}

async function run(say: (text: string) => void): Promise<Line[]> {
  say(`idle-sockets: ${SCALE.rounds} rounds of ${SCALE.sockets} sockets each`);
  const accounts = Math.min(20, SCALE.clients);
  const kilobytes = await alternate(SCALE.rounds, {
    ours: () => kilobytesASocket('ours', { clients: accounts }),
    bare: () => kilobytesASocket('bare', { stores: 'nothing' }),
  });
  const ratio = ratioOf(kilobytes.ours, kilobytes.bare);
  return [
    {
      ...{ name: 'idle-sockets', ratio, against: 'bare socket.io', better: 'lower' },
      sockets: SCALE.sockets,
      ours: { kilobytesASocket: spreadOf(kilobytes.ours, 1) },
      theirs: { kilobytesASocket: spreadOf(kilobytes.bare, 1) },
    },
  ];
}

export const idleSockets: Benchmark = {
  name: 'idle-sockets',
  title: 'memory an open, signed-in socket takes, against bare socket.io',
  run,
};
