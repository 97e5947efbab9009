// A client written from docs/protocol.md alone: takes the history with an API key, then follows along.
//   PLUMBLINE_URL=http://127.0.0.1:4180 PLUMBLINE_KEY=plb_k_… node examples/client/follow.mjs
// The key needs the scopes history:read, documents:read and live:read. Prints one JSON line for each entry, once.
import { io } from 'socket.io-client';

const { PLUMBLINE_URL: url, PLUMBLINE_KEY: key } = process.env;
const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
const seen = new Set();
let position = 0;

function show(from, journalId, entry) {
  const id = `${journalId}.${entry.seq}`;
  if (seen.has(id)) return;
  seen.add(id);
  print({ from, journalId, seq: entry.seq, kind: entry.kind });
}

async function ask(route) {
  const response = await fetch(`${url}${route}`, { headers: { authorization: `Bearer ${key}` } });
  const answer = await response.json();
  if (answer.ok) return answer;
  if (answer.retryAfterMs === undefined) throw new Error(`${answer.code}: ${answer.message}`);
  await new Promise((resolve) => setTimeout(resolve, answer.retryAfterMs));
  return ask(route);
}

async function pull() {
  for (let more = true; more; ) {
    const page = await ask(`/api/v1/changes?since=${position}`);
    if (page.reset) seen.clear();
    for (const { journalId, entry } of page.entries) show('history', journalId, entry);
    ({ position, more } = page);
  }
}

const { version, minimumClient } = await ask('/api/v1/version');
print({ version, minimumClient });
await pull();
const socket = io(url, { transports: ['websocket'], auth: { token: key } });
socket.on('connect', async () => {
  await socket.emitWithAck('live:join', {});
  // What came between the pull and the joining.
  await pull();
  print({ following: position });
});
socket.on('entries', ({ position: at, after, journalId, entries }) => {
  if (after > position) return void pull();
  for (const entry of entries) show('live', journalId, entry);
  position = Math.max(position, at);
});
socket.on('connect_error', (fault) => print({ refused: fault.data?.code ?? fault.message }));
socket.on('revoked', () => process.exit(0));
