import { io, type Socket } from 'socket.io-client';
import { Accounts } from '../accounts/accounts.js';
import { Keys } from '../accounts/keys/keys.js';
import type { Scope } from '../accounts/keys/scopes.js';
import { Devices } from '../devices/devices.js';
import { type Running, type StartOptions, startServer } from '../start-server.js';
import { undocumented } from './documented.js';
import { TestPlace } from './test-place.js';

/** A Monday morning that every test starts at. */
export const START = Date.UTC(2026, 10, 16, 8, 0, 0);

export type Person = { accountId: string; cookie: string };
export type Key = { token: string; keyId: string };
export type Device = { token: string; deviceId: string };
type Body = Record<string, unknown>;
export type Reply = { status: number; body: Body; headers: Headers };

const isJson = ({ headers }: Response) =>
  headers.get('content-type')?.startsWith('application/json') === true;

/** A real server on a folder of its own, with a clock that a test moves, and everything that talks to it. */
export class World {
  now = START;
  readonly place: TestPlace;
  private readonly sockets: Socket[] = [];
  private running: Running | undefined;

  constructor(kind: 'any' | 'file' = 'any') {
    this.place = new TestPlace(kind);
  }

  get dataDir(): string {
    return this.place.dataDir;
  }

  get server(): Running {
    if (!this.running) throw new Error('the server is not running');
    return this.running;
  }

  async start(options: Partial<StartOptions> = {}): Promise<this> {
    const { dataDir, databaseUrl } = await this.place.open();
    const where = { dataDir, ...(databaseUrl && { databaseUrl }) };
    this.running = await startServer({ clock: () => this.now, ...options, ...where });
    return this;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets.splice(0)) socket.disconnect();
    await this.running?.close();
    this.running = undefined;
  }

  async end(): Promise<void> {
    await this.stop();
    await this.place.end();
  }

  async ask(
    method: string,
    route: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const { url } = this.server;
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const init = { method, headers: { ...json, origin: url, ...headers } };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${url}${route}`, body === undefined ? init : { ...init, body: text });
    const answer = (await response.json().catch(() => ({}))) as Body;
    const fault = isJson(response)
      ? undocumented(method, route, { status: response.status, body: answer })
      : undefined;
    if (fault !== undefined) throw new Error(fault);
    return { status: response.status, body: answer, headers: response.headers };
  }

  /** An account beside the claimed one, made where the household will make it. */
  async person(name: string): Promise<Person> {
    const form = { name, password: 'a long enough password' };
    const made = await this.server.app.get(Accounts).register(form, { onlyFirst: false });
    if (!made.ok) throw new Error(made.code);
    return { accountId: made.account.id, cookie: `plumbline=${made.cookie}` };
  }

  async device(person: Person, journal: string): Promise<Device> {
    const devices = this.server.app.get(Devices);
    const code = await devices.makeCode(person.accountId);
    if (!code.ok) throw new Error(code.code);
    const paired = await devices.pair(
      { code: code.code, deviceName: 'Balance', journalId: journal },
      '10.0.0.1',
    );
    if (!paired.ok) throw new Error(paired.code);
    return { token: paired.token, deviceId: paired.deviceId };
  }

  async key(person: Person, scopes: Scope[], expiresAt?: number): Promise<Key> {
    const made = await this.server.app
      .get(Keys)
      .make(person.accountId, { name: 'Script', scopes, expiresAt });
    if (!made.ok) throw new Error(made.code);
    return { token: made.token, keyId: made.key.id };
  }

  socket(auth: Record<string, unknown>, options: Record<string, unknown> = {}): Socket {
    const socket = io(this.server.url, {
      transports: ['websocket'],
      auth,
      forceNew: true,
      reconnection: false,
      ...options,
    });
    this.sockets.push(socket);
    outcomes.set(socket, firstOf(socket));
    return socket;
  }

  /** A dashboard's socket: a cookie and this server's own origin. */
  page(person: Person): Socket {
    return this.socket({}, { extraHeaders: { cookie: person.cookie, origin: this.server.url } });
  }
}

export const bearer = ({ token }: Pick<Device, 'token'>) => ({ authorization: `Bearer ${token}` });

/** What became of each handshake, heard from its first moment: of several sockets one may be open before it is asked for. */
const outcomes = new WeakMap<Socket, Promise<string>>();

const firstOf = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    socket.once('connect', () => resolve('open'));
    socket.once('connect_error', (fault: Error & { data?: { code?: string } }) =>
      resolve(fault.data?.code ?? 'closed'),
    );
  });

/** Resolves with what the server says to a handshake: `open`, or the code it refuses with. */
export const outcome = async (socket: Socket): Promise<string> => outcomes.get(socket) ?? firstOf(socket);

export const send = (socket: Socket, event: string, body: unknown): Promise<Body> =>
  socket.timeout(5_000).emitWithAck(event, body) as Promise<Body>;
