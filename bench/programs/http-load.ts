/** Clients that post as fast as they are answered, each on a connection of its own. */
import { Agent, request } from 'node:http';
import { type Push, pushesOf } from '../workload.js';
import { serveLines } from './lines.js';

type Settings = { url: string; tokens: string[]; count: number };
const { url, tokens, count } = JSON.parse(process.argv[2] ?? '{}') as Settings;
const START = Date.UTC(2026, 0, 5, 7);
const address = new URL('/api/v1/journal', url);
const agent = new Agent({ keepAlive: true, maxSockets: count });

type Client = { pushes: Generator<Push>; token: string | undefined };
const clients: Client[] = Array.from({ length: count }, (_, index) => ({
  pushes: pushesOf(index, START),
  token: tokens[index],
}));

function post(push: Push, token: string | undefined): Promise<{ ok: boolean; through?: number }> {
  const body = JSON.stringify(push);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const asked = request(address, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => resolve(JSON.parse(text) as { ok: boolean }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

async function pushUntil({ pushes, token }: Client, end: number): Promise<number> {
  let done = 0;
  for (; performance.now() < end; done += 1) {
    const push = pushes.next().value as Push;
    const answer = await post(push, token);
    if (!answer.ok || answer.through !== push.entries.at(-1)?.seq)
      throw new Error(`refused: ${JSON.stringify(answer)}`);
  }
  return done;
}

serveLines(
  { ready: true },
  async ({ ms }) => {
    const began = performance.now();
    const done = await Promise.all(clients.map((client) => pushUntil(client, began + Number(ms))));
    const pushes = done.reduce((all, each) => all + each, 0);
    return { pushes, seconds: (performance.now() - began) / 1000 };
  },
  async () => agent.destroy(),
);
