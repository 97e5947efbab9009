// Receives Plumbline's webhooks, believes only what is signed, and prints each event once as a line of JSON.
//   PLUMBLINE_WEBHOOK_SECRET=plb_w_… PORT=8700 node examples/webhook-receiver/receive.mjs
// Written from docs/protocol/webhooks.md alone, with nothing but Node. Put what you want to happen where it prints.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { PLUMBLINE_WEBHOOK_SECRET: secret, PORT = '8700', HOST = '127.0.0.1' } = process.env;
if (!secret) {
  console.error('PLUMBLINE_WEBHOOK_SECRET is missing: the server showed it once, when the webhook was made.');
  process.exit(1);
}
const MOST_BYTES = 100_000;
const OLDEST_MS = 300_000;
const MOST_SEEN = 10_000;
const seen = new Set();

function isFromPlumbline(header, body) {
  const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (!t || Math.abs(Date.now() - Number(t)) > OLDEST_MS) return false;
  const right = createHmac('sha256', secret).update(`${t}.`).update(body).digest();
  return timingSafeEqual(right, Buffer.from(v1, 'hex'));
}

/** The same event comes again when our answer got lost: it is answered and left out. */
function isNew(id) {
  if (seen.has(id)) return false;
  seen.add(id);
  if (seen.size > MOST_SEEN) seen.delete(seen.values().next().value);
  return true;
}

async function bodyOf(request) {
  const parts = [];
  let bytes = 0;
  for await (const part of request) {
    bytes += part.length;
    if (bytes > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const server = createServer(async (request, response) => {
  const answer = (status) => response.writeHead(status, { connection: 'close' }).end();
  if (request.method !== 'POST') return answer(405);
  const body = await bodyOf(request).catch(() => undefined);
  if (body === undefined) return answer(413);
  if (!isFromPlumbline(request.headers['plumbline-signature'], body)) return answer(401);
  const event = JSON.parse(body.toString());
  if (isNew(event.id)) console.log(JSON.stringify(event));
  return answer(204);
});
server.listen(Number(PORT), HOST, () =>
  console.error(`listening on http://${HOST}:${server.address().port}`),
);
