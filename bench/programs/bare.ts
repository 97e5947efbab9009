/**
 * The bare peer: socket.io and the bare store. `stores` says what it does with a push: a statement and a commit each
 * (`statement`), one commit for all that wait (`group`), or nothing at all (`nothing`, a mere relay). `tells` hands each push
 * to the room its sender named, as our server hands entries to the account's followers.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import type { Push } from '../workload.js';
import { openStore } from './bare-store.js';
import { serveLines, usage } from './lines.js';

type Settings = { stores?: 'statement' | 'group' | 'nothing'; tells?: boolean };
const { stores = 'statement', tells = false } = JSON.parse(process.argv[2] ?? '{}') as Settings;
const store = await openStore(stores === 'group');
const http = createServer();
const io = new Server(http, { serveClient: false, maxHttpBufferSize: 262_144 });

async function take(push: Push): Promise<void> {
  if (stores !== 'nothing') await store.put(push);
  if (tells) io.to(push.journalId).emit('entries', push);
}

io.on('connection', (socket) => {
  socket.on('live:join', ({ journalId }: { journalId: string }, reply: (answer: object) => void) => {
    void socket.join(journalId);
    reply({ ok: true });
  });
  socket.on('journal:push', (push: Push, reply: (answer: object) => void) => {
    void take(push).then(() => reply({ ok: true, through: push.entries.at(-1)?.seq }));
  });
});
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
const { port } = http.address() as AddressInfo;
serveLines(
  { url: `http://127.0.0.1:${port}`, clients: [] },
  async () => usage(),
  async () => {
    await io.close();
    await store.close();
  },
);
