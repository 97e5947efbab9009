import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Settings } from '../settings/settings.js';
import { OUTGOING_LIMITS, type Outgoing, OutgoingRequests } from './outgoing.js';
import { type Dialled, type Outside, theOutside } from './outside.js';
import { readAllowed } from './target.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
const PUBLIC = '93.184.215.14';
const servers: http.Server[] = [];

/** A real server on loopback; in these tests every public address leads to it. */
async function listen(handler: Handler): Promise<number> {
  const server = http.createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** The network beyond as a table of names; a name with several answers gives another at every question. */
class Beyond {
  readonly asked: string[] = [];
  readonly dialled: Dialled[] = [];
  readonly waiting: (() => void)[] = [];
  readonly outgoing: OutgoingRequests;

  constructor(
    private readonly names: Record<string, string[][]> = {},
    allow = '',
  ) {
    const settings = { outgoingAllow: readAllowed(allow) } as Settings;
    const outside: Outside = { ...theOutside, resolve: this.resolve, dial: this.dial, after: this.after };
    this.outgoing = new OutgoingRequests(settings, outside);
  }

  get = (url: string, more: Partial<Outgoing> = {}) => this.outgoing.send({ url, method: 'GET', ...more });

  private resolve = async (name: string): Promise<string[]> => {
    const answers = this.names[name] ?? [];
    const answer = answers[Math.min(this.asked.filter((known) => known === name).length, answers.length - 1)];
    this.asked.push(name);
    if (!answer) throw new Error('ENOTFOUND');
    return answer;
  };

  private dial = (to: Dialled) => {
    this.dialled.push(to);
    return net.connect({ host: '127.0.0.1', port: to.port });
  };

  private after = (_ms: number, work: () => void) => {
    this.waiting.push(work);
    return () => undefined;
  };
}

const moved =
  (status: number, location?: string): Handler =>
  (_request, response) => {
    response.writeHead(status, location === undefined ? {} : { location }).end();
  };

describe('outgoing requests', () => {
  test('connect to the very address that was checked, and look a name up once', async () => {
    const port = await listen((request, response) => response.end(`${request.headers.host}`));
    const beyond = new Beyond({ 'hooks.example': [[PUBLIC], ['127.0.0.1']] });
    const sent = await beyond.get(`http://hooks.example:${port}/`);
    expect(sent).toMatchObject({ ok: true, status: 200, body: Buffer.from(`hooks.example:${port}`) });
    expect(beyond.asked).toEqual(['hooks.example']);
    expect(beyond.dialled).toEqual([{ address: PUBLIC, port, host: 'hooks.example', secure: false }]);
  });

  test('fall for no name that changes its address between two requests', async () => {
    const port = await listen((_request, response) => response.end('inside'));
    const beyond = new Beyond({ 'hooks.example': [[PUBLIC], ['127.0.0.1'], [PUBLIC, '10.0.0.1']] });
    expect(await beyond.get(`http://hooks.example:${port}/`)).toMatchObject({ ok: true });
    expect(await beyond.get(`http://hooks.example:${port}/`)).toEqual({ ok: false, why: 'address-refused' });
    expect(await beyond.get(`http://hooks.example:${port}/`)).toEqual({ ok: false, why: 'address-refused' });
    expect(beyond.dialled).toHaveLength(1);
  });

  test.each([
    ['an address in figures', (port: number) => `http://127.0.0.1:${port}/`],
    ['a name that leads inside', (port: number) => `http://inside.example:${port}/`],
    ['a file', () => 'file:///etc/passwd'],
    ['credentials', (port: number) => `http://a:b@hooks.example:${port}/`],
    ['the same name, whose address changed', (port: number) => `http://hooks.example:${port}/again`],
  ])('check a redirect like a first address: %s', async (_name, to) => {
    const asked: string[] = [];
    const port: number = await listen((request, response) => {
      asked.push(String(request.url));
      moved(307, to(port))(request, response);
    });
    const beyond = new Beyond({
      'hooks.example': [[PUBLIC], ['127.0.0.1']],
      'inside.example': [['192.168.1.1']],
    });
    expect(await beyond.get(`http://hooks.example:${port}/first`)).toEqual({
      ok: false,
      why: 'address-refused',
    });
    expect(asked).toEqual(['/first']);
  });

  test('follow three redirects and not a fourth', async () => {
    const port = await listen((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('there');
      else moved(308, `/${left - 1}`)(request, response);
    });
    const beyond = new Beyond({ 'hooks.example': [[PUBLIC]] });
    expect(await beyond.get(`http://hooks.example:${port}/3`)).toMatchObject({ ok: true, status: 200 });
    expect(await beyond.get(`http://hooks.example:${port}/4`)).toEqual({ ok: false, why: 'redirected' });
    expect(beyond.asked).toHaveLength(8);
  });

  test('carry a body over a redirect that keeps it, and go no way that would lose it', async () => {
    const port = await listen((request, response) => {
      if (request.url === '/keeps') return moved(307, '/end')(request, response);
      if (request.url === '/loses') return moved(302, '/end')(request, response);
      request.pipe(response);
    });
    const beyond = new Beyond({ 'hooks.example': [[PUBLIC]] });
    const post = { method: 'POST', body: '{"a":1}' } as const;
    const sent = await beyond.get(`http://hooks.example:${port}/keeps`, post);
    expect(sent).toMatchObject({ ok: true, body: Buffer.from('{"a":1}') });
    expect(await beyond.get(`http://hooks.example:${port}/loses`, post)).toEqual({
      ok: false,
      why: 'redirected',
    });
  });

  test.each([
    ['as it is', {}, Buffer.alloc(OUTGOING_LIMITS.bytes + 1), 'too-large'],
    ['packed by gzip', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(300_000_000)), 'too-large'],
    [
      'packed by brotli',
      { 'content-encoding': 'br' },
      brotliCompressSync(Buffer.alloc(50_000_000)),
      'too-large',
    ],
    ['packed twice', { 'content-encoding': 'gzip, gzip' }, gzipSync(gzipSync('x')), 'unreadable'],
    ['packed by something unknown', { 'content-encoding': 'zstd' }, Buffer.from('x'), 'unreadable'],
    ['not packed at all, though it says so', { 'content-encoding': 'gzip' }, Buffer.from('x'), 'unreadable'],
  ])('drop an answer of more than a megabyte or of unknown form: %s', async (_name, headers, body, why) => {
    const port = await listen((_request, response) => response.writeHead(200, headers).end(body));
    const beyond = new Beyond({ 'hooks.example': [[PUBLIC]] });
    const before = process.memoryUsage().rss;
    expect(await beyond.get(`http://hooks.example:${port}/`)).toEqual({ ok: false, why });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test('unpack an answer of exactly a megabyte', async () => {
    const body = gzipSync(Buffer.alloc(OUTGOING_LIMITS.bytes));
    const port = await listen((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(body),
    );
    const sent = await new Beyond({ 'hooks.example': [[PUBLIC]] }).get(`http://hooks.example:${port}/`);
    expect(sent.ok && sent.body.length).toBe(OUTGOING_LIMITS.bytes);
  });

  test.each([
    ['never answers', () => undefined],
    [
      'answers without end',
      (_request: IncomingMessage, response: ServerResponse) => {
        response.writeHead(200);
        response.write('a');
      },
    ],
  ] as [string, Handler][])('end when their time is up: the other side %s', async (_name, handler) => {
    const reached = new Promise<void>((resolve) => {
      void listen((request, response) => {
        handler(request, response);
        setTimeout(resolve, 20);
      }).then((port) => {
        sending = beyond.get(`http://hooks.example:${port}/`);
      });
    });
    const beyond = new Beyond({ 'hooks.example': [[PUBLIC]] });
    let sending: ReturnType<Beyond['get']> | undefined;
    await reached;
    for (const timeIsUp of beyond.waiting) timeIsUp();
    expect(await sending).toEqual({ ok: false, why: 'timed-out' });
  });

  test('end when their time is up while a name is still being looked up', async () => {
    const beyond = new Beyond();
    const never = { ...theOutside, resolve: () => new Promise<string[]>(() => undefined) };
    const cut = new AbortController();
    const outgoing = new OutgoingRequests({} as Settings, never);
    const sending = outgoing.send({ url: 'http://hooks.example/', method: 'GET' }, cut.signal);
    cut.abort();
    expect(await sending).toEqual({ ok: false, why: 'timed-out' });
    expect(beyond.dialled).toEqual([]);
  });

  test.each([
    ['closes at once', (socket: net.Socket) => socket.destroy()],
    ['speaks no HTTP', (socket: net.Socket) => socket.end('220 mail.example ESMTP\r\n')],
    [
      'switches to another protocol',
      (socket: net.Socket) =>
        socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
    ],
    [
      'sends headers without end',
      (socket: net.Socket) => socket.end(`HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(20_000)}\r\n`),
    ],
  ] as [string, (socket: net.Socket) => void][])('say so when the other side %s', async (_name, behave) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => behave(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const beyond = new Beyond({ 'hooks.example': [[PUBLIC]] });
    const { port } = server.address() as AddressInfo;
    expect(await beyond.get(`http://hooks.example:${port}/`)).toEqual({ ok: false, why: 'unreachable' });
    server.close();
  });

  test('use a connection of their own each time', async () => {
    const peers = new Set<number>();
    const port = await listen((request, response) => {
      peers.add(Number(request.socket.remotePort));
      response.end(request.headers.connection);
    });
    const beyond = new Beyond({ 'hooks.example': [[PUBLIC]] });
    await beyond.get(`http://hooks.example:${port}/`);
    const second = await beyond.get(`http://hooks.example:${port}/`);
    expect(second).toMatchObject({ ok: true, body: Buffer.from('close') });
    expect(peers.size).toBe(2);
  });

  test('ask for a certificate in the name that was asked for, at the address that was checked', async () => {
    const port = await listen((_request, response) => response.end());
    const beyond = new Beyond({ 'hooks.example': [[PUBLIC]] });
    await beyond.get(`https://hooks.example:${port}/`);
    expect(beyond.dialled).toEqual([{ address: PUBLIC, port, host: 'hooks.example', secure: true }]);
  });

  test('reach inside only where the operator said so', async () => {
    const port = await listen((_request, response) => response.end('home'));
    const beyond = new Beyond({ 'home.example': [['192.168.1.5']] }, `home.example:${port}`);
    expect(await beyond.get(`http://home.example:${port}/`)).toMatchObject({ ok: true });
    expect(await beyond.get(`http://home.example:${port + 1}/`)).toEqual({
      ok: false,
      why: 'address-refused',
    });
  });
});
