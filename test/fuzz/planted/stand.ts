/**
 * A small server that answers the fuzzer in the promised form, and has one fault planted in it: PLANT names it. Whether
 * the harness sees a fault shows nothing as long as nobody has seen it find one.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { countDueAnswers, expectNothing, refuseNonsense } from '../../../apps/server/src/api/client-error.js';
import { refuse, statusOf } from '../../../apps/server/src/problems/problems.js';
import type { Person, Question } from '../stand.js';
import { type Call, FAULTS, type Fault, type FaultName, type Reply } from './faults.js';

const fault: Fault = FAULTS[(process.env.PLANT ?? 'none') as FaultName];
const stored: number[] = [];
let people = 0;
let calls = 0;

function person(): Person {
  people += 1;
  const token = `plb_d_${String(people).padStart(43, '0')}`;
  const deviceId = `device-${people}`;
  return {
    accountId: `account-${people}`,
    cookie: `plumbline=${people}`,
    token,
    deviceId,
    goneToken: 'gone',
  };
}
const healthy = person();

const schema = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };
const content = { 'application/json': { schema } };
const DESCRIPTION = {
  paths: {
    '/api/v1/me': { get: {} },
    '/api/v1/journal': { post: { requestBody: { content } } },
    '/api/v1/sessions/{sessionId}': { get: { parameters: [{ name: 'limit', in: 'query' }] } },
  },
};

/** What those who behave are told; everybody else is refused. */
function told({ method, url, body, isHealthy }: Call): object | undefined {
  if (url === '/api/v1/openapi.json') return DESCRIPTION;
  if (!isHealthy) return undefined;
  if (method === 'POST' && url === '/api/v1/journal') return stores(JSON.parse(body));
  if (url.startsWith('/api/v1/changes'))
    return page(Number(new URL(url, 'http://x').searchParams.get('since')));
  return { ok: true };
}

const stores = ({ entries }: { entries: { seq: number }[] }): object => {
  stored.push(...entries.map(({ seq }) => seq).filter((seq) => !fault.loses?.(seq)));
  return { ok: true, through: entries.at(-1)?.seq };
};

const PAGE = 500;
const page = (since: number): object => {
  const entries = stored.slice(since, since + PAGE).map((seq) => ({ entry: { seq } }));
  const position = since + entries.length;
  return { ok: true, position, more: position < stored.length, entries };
};

const isHealthy = ({ headers, url }: http.IncomingMessage): boolean =>
  url === '/api/v1/health' ||
  headers.authorization === `Bearer ${healthy.token}` ||
  headers.cookie === healthy.cookie;

const reply = (response: http.ServerResponse): Reply => ({
  send: (status, body, headers = {}) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body)),
  cut: () => response.destroy(),
});

function answer(request: http.IncomingMessage, response: http.ServerResponse, body: string): void {
  calls += 1;
  const { method = '', url = '' } = request;
  const call: Call = { method, url, body, isHealthy: isHealthy(request), number: calls };
  const { send, cut } = reply(response);
  try {
    if (fault.answers?.(call, { send, cut })) return;
    const known = told(call);
    send(known ? 200 : statusOf('invalid'), known ?? refuse('invalid'));
  } catch {
    send(statusOf('internal'), refuse('internal'));
  }
}

const server = http.createServer({ requireHostHeader: false }, (request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => answer(request, response, Buffer.concat(parts).toString()));
});
countDueAnswers(server);
expectNothing(server);
server.on('clientError', refuseNonsense);

new Server(server, { serveClient: false }).on('connection', (socket) => {
  socket.onAny((...parts: unknown[]) => {
    const ack = parts.at(-1);
    if (typeof ack !== 'function' || fault.hears?.(parts, { send: (body) => ack(body), socket })) return;
    ack(refuse('unknown-event'));
  });
});

const ANSWERS: Record<Question, () => unknown> = {
  memory: () => {
    global.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    return { rss, heapUsed, cpuMs: 0, stallMs: 0 };
  },
  digest: () => (fault.changesTheVictim ? `after ${calls}` : 'as it was'),
  attacker: person,
  stop: () => setImmediate(() => process.exit(0)) && {},
};
process.on('message', ({ id, question }: { id: number; question: Question }) =>
  process.send?.({ id, answer: ANSWERS[question]() }),
);
process.once('disconnect', () => process.exit(1));
server.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.send?.({ ready: { url, victim: person(), healthy } });
});
