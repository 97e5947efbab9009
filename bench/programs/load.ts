/** Clients that push as fast as they are answered, in a process of their own. */
import { io, type Socket } from 'socket.io-client';
import { type Push, pushesOf } from '../workload.js';
import { serveLines } from './lines.js';

type Settings = { url: string; tokens: string[]; count: number };
const { url, tokens, count } = JSON.parse(process.argv[2] ?? '{}') as Settings;
const START = Date.UTC(2026, 0, 5, 7);
const AHEAD = 400;

type Client = { socket: Socket; pushes: Generator<Push>; made: Push[] };

function open(index: number): Promise<Client> {
  const auth = tokens[index] === undefined ? {} : { token: tokens[index] };
  const socket = io(url, { transports: ['websocket'], auth, forceNew: true, reconnection: false });
  const pushes = pushesOf(index, START);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve({ socket, pushes, made: [] }));
    socket.once('connect_error', reject);
  });
}

const clients = await Promise.all(Array.from({ length: count }, (_, index) => open(index)));

/** Made beforehand, so that the clock runs for the server's work and not for the making of workouts. */
function prepare(): void {
  for (const client of clients) {
    while (client.made.length < AHEAD / Math.min(4, count))
      client.made.push(client.pushes.next().value as Push);
  }
}

async function pushUntil(client: Client, end: number, waits: number[]): Promise<number> {
  let stored = 0;
  while (performance.now() < end) {
    const push = client.made.shift() ?? (client.pushes.next().value as Push);
    const before = performance.now();
    const answer = (await client.socket.emitWithAck('journal:push', push)) as {
      ok: boolean;
      through?: number;
      code?: string;
    };
    if (!answer.ok || answer.through !== push.entries.at(-1)?.seq)
      throw new Error(`refused: ${JSON.stringify(answer)}`);
    waits.push(performance.now() - before);
    stored += push.entries.length;
  }
  return stored;
}

serveLines(
  { ready: true },
  async ({ ms }) => {
    prepare();
    const waits: number[] = [];
    const began = performance.now();
    const end = began + Number(ms);
    const stored = await Promise.all(clients.map((client) => pushUntil(client, end, waits)));
    const sum = stored.reduce((all, each) => all + each, 0);
    waits.sort((one, other) => one - other);
    const at = (share: number) => waits[Math.floor(waits.length * share)] ?? 0;
    return {
      stored: sum,
      pushes: waits.length,
      seconds: (performance.now() - began) / 1000,
      p50: at(0.5),
      p99: at(0.99),
    };
  },
  async () => {
    for (const { socket } of clients) socket.disconnect();
  },
);
