/** The bare peer over HTTP: Fastify and the bare store, one statement and one durable commit a push. */
import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import type { Push } from '../workload.js';
import { openStore } from './bare-store.js';
import { serveLines, usage } from './lines.js';

const store = await openStore(false);
const app = fastify({ bodyLimit: 262_144 });
app.post('/api/v1/journal', async (request) => {
  const push = request.body as Push;
  await store.put(push);
  return { ok: true, through: push.entries.at(-1)?.seq };
});
await app.listen({ port: 0, host: '127.0.0.1' });
const { port } = app.server.address() as AddressInfo;
serveLines(
  { url: `http://127.0.0.1:${port}`, clients: [] },
  async () => usage(),
  async () => {
    await app.close();
    await store.close();
  },
);
