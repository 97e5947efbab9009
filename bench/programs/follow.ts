/** Watches that push one entry after the other, and a page beside each that follows: both in here, so that one clock measures. */
import { io, type Socket } from 'socket.io-client';
import { type Push, singlesOf } from '../workload.js';
import { serveLines } from './lines.js';

type Client = { token?: string; cookie?: string };
type Settings = { url: string; clients: Client[]; count: number };
const { url, clients, count } = JSON.parse(process.argv[2] ?? '{}') as Settings;
const START = Date.UTC(2026, 0, 5, 7);

function open(given: { token?: string } | { cookie?: string }): Promise<Socket> {
  const auth = 'token' in given && given.token ? { token: given.token } : {};
  const extraHeaders = 'cookie' in given && given.cookie ? { cookie: given.cookie } : {};
  const socket = io(url, {
    transports: ['websocket'],
    auth,
    extraHeaders,
    forceNew: true,
    reconnection: false,
  });
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

type Pair = { watch: Socket; page: Socket; pushes: Generator<Push>; heard: Map<number, () => void> };

async function pairOf(index: number): Promise<Pair> {
  const { token, cookie } = clients[index] ?? {};
  const watch = await open(token === undefined ? {} : { token });
  const page = await open(cookie === undefined ? {} : { cookie });
  const pushes = singlesOf(index, START);
  const first = pushes.next().value as Push;
  const { ok } = await page.emitWithAck('live:join', { journalId: first.journalId });
  if (ok !== true) throw new Error('nobody may follow here');
  const heard = new Map<number, () => void>();
  page.on('entries', ({ entries }: Push) => {
    for (const { seq } of entries) heard.get(seq)?.();
  });
  await watch.emitWithAck('journal:push', first);
  return { watch, page, pushes, heard };
}

const pairs: Pair[] = [];
for (let index = 0; index < count; index += 1) pairs.push(await pairOf(index));

/** From the push being sent to the page having it. */
function measure({ watch, pushes, heard }: Pair): Promise<number> {
  const push = pushes.next().value as Push;
  const { seq } = push.entries[0] as { seq: number };
  return new Promise((resolve, reject) => {
    const began = performance.now();
    heard.set(seq, () => resolve(performance.now() - began));
    watch.emit('journal:push', push, (answer: { ok: boolean }) => {
      if (!answer.ok) reject(new Error(`refused: ${JSON.stringify(answer)}`));
    });
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

serveLines(
  { ready: true },
  async ({ pushes, everyMs }) => {
    const waits: Promise<number>[] = [];
    for (let turn = 0; turn < Number(pushes); turn += 1) {
      waits.push(measure(pairs[turn % pairs.length] as Pair));
      await pause(Number(everyMs));
    }
    const sorted = (await Promise.all(waits)).sort((one, other) => one - other);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
    return { p50: at(0.5), p99: at(0.99), waits: sorted };
  },
  async () => {
    for (const { watch, page } of pairs) {
      watch.disconnect();
      page.disconnect();
    }
  },
);
