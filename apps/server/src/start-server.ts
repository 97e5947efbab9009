import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { PUSH_LIMITS } from '@plumbline/routine-core';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Accounts } from './accounts/accounts.js';
import { countDueAnswers, expectNothing, refuseNonsense } from './api/client-error.js';
import { type Clock, systemClock } from './api/clock.js';
import { type Log, silentLog } from './api/log.js';
import { LAST_WORDS_MS, watchConnections } from './api/open-connections.js';
import { isOwnHost } from './api/own-address.js';
import { Readiness } from './api/readiness.js';
import { Reports } from './api/reports.js';
import { expectDescribed } from './api/served.js';
import { watchRequests } from './api/watch-requests.js';
import { appIn } from './app.module.js';
import { type Database, openDatabase, type Place } from './database/database.js';
import type { QueueLimits } from './database/write-queue.js';
import { takeHistoriesAt } from './imports/upload.js';
import type { OtherServers } from './live/other-servers.js';
import { Rooms } from './live/rooms.js';
import { SocketAdapter } from './live/socket-adapter.js';
import { type Outside, theOutside } from './outgoing/outside.js';
import { refuse, statusOf } from './problems/problems.js';
import { catchUp } from './sessions/update-sessions.js';
import type { Settings } from './settings/settings.js';
import { StartRefusal } from './settings/start-refusal.js';
import { takeFilesAt } from './transfer/upload-parser.js';
import { webRoots } from './web/files.js';
import { securityHeaders } from './web/headers.js';
import type { WebRoots } from './web/web.controller.js';
import { Deliveries } from './webhooks/deliveries.js';

/** About as long as a restart takes. */
const COME_BACK_MS = 3_000;

export type StartOptions = {
  dataDir: string;
  databaseUrl?: string;
  redisUrl?: string;
  /** 0 takes any free port. */
  port?: number;
  host?: string;
  publicUrl?: URL;
  trustProxy?: Settings['trustProxy'];
  clock?: Clock;
  log?: Log;
  webRoots?: WebRoots;
  queue?: QueueLimits;
  outgoingAllow?: Settings['outgoingAllow'];
  metricsToken?: Settings['metricsToken'];
  /** The network beyond, where a test has another. */
  outside?: Partial<Outside>;
};
export type Running = {
  /** Where it listens, without a trailing slash. */
  url: string;
  /** Only while there is no account. */
  claimLink?: string;
  /** For what has no address yet, such as a second account. */
  app: NestFastifyApplication;
  close(): Promise<void>;
};

/** Opens the data, listens, and resolves once requests are answered. Throws a `StartRefusal` for its owner to read. */
export async function startServer(options: StartOptions): Promise<Running> {
  const settings = settingsOf(options);
  const database = await openDatabase(placeOf(settings), options.queue);
  let others: OtherServers | undefined;
  try {
    await database.write.run(catchUp);
    others = await othersOf(settings);
    const app = await makeApp(options, settings, { database, others });
    const cut = watchConnections(app.getHttpServer());
    countDueAnswers(app.getHttpServer());
    expectNothing(app.getHttpServer());
    await listen(app, settings);
    const stop = () => closeAll(app, database, cut).finally(() => others?.close());
    return await describe(app, settings, stop);
  } catch (fault) {
    others?.close();
    await database.close();
    throw fault;
  }
}

/** Loaded only when meant, like PostgreSQL. */
async function othersOf({ redisUrl }: Settings): Promise<OtherServers | undefined> {
  if (redisUrl === undefined) return undefined;
  return (await import('./live/other-servers.js')).hearOthers(redisUrl);
}

type Means = { database: Database; others: OtherServers | undefined };

/** Several servers use one database only when they hear each other. */
const placeOf = ({ dataDir, databaseUrl, redisUrl }: Settings): Place => ({
  ...{ dataDir, databaseUrl },
  isShared: redisUrl !== undefined,
});

function settingsOf(options: StartOptions): Settings {
  const { port = 0, host = '127.0.0.1', dataDir, publicUrl, trustProxy = false } = options;
  const { databaseUrl, redisUrl, outgoingAllow, metricsToken } = options;
  const settings: Settings = { port, host, dataDir, trustProxy };
  const where = { ...(databaseUrl && { databaseUrl }), ...(redisUrl && { redisUrl }) };
  const maybe = { ...(publicUrl && { publicUrl }), ...(outgoingAllow && { outgoingAllow }) };
  return { ...settings, ...where, ...maybe, ...(metricsToken !== undefined && { metricsToken }) };
}

async function makeApp(options: StartOptions, settings: Settings, { database, others }: Means) {
  const { clock = systemClock, log = silentLog, webRoots: roots = webRoots() } = options;
  const adapter = new FastifyAdapter({
    bodyLimit: PUSH_LIMITS.messageBytes,
    trustProxy: trusted(settings.trustProxy),
    logger: false,
    forceCloseConnections: 'idle',
    // While it stops, requests on open connections are answered like all others, in our words.
    return503OnClosing: false,
    // As on the socket: an entry with such a key is set aside alone, it does not spoil its push.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseNonsense,
    // A request without Host is answered like one with a foreign one, not by an empty 400.
    http: { requireHostHeader: false },
  });
  const outside = { ...theOutside, ...options.outside };
  const world = { settings, database, clock, log, webRoots: roots, outside };
  const app = await NestFactory.create<NestFastifyApplication>(appIn(world), adapter, {
    logger: false,
    abortOnError: false,
  });
  watchRequests(app.getHttpAdapter().getInstance(), app.get(Reports));
  answerOwnHostOnly(app, settings);
  takeNothingAsNothing(app.getHttpAdapter().getInstance());
  expectDescribed(app.getHttpAdapter().getInstance());
  await app.register(fastifyHelmet, securityHeaders(settings));
  await app.register(fastifyCookie);
  takeFilesAt(app);
  takeHistoriesAt(app);
  app.useWebSocketAdapter(new SocketAdapter(app, settings, others));
  return app;
}

/** An address no router can read; it comes before every hook, and the router's own answer repeats it. */
const refuseAddress = (_fault: Error, _request: object, reply: Pick<FastifyReply, 'status'>): void => {
  void reply.status(statusOf('invalid')).send(refuse('invalid'));
};

/** A number trusts that many proxies, counted from here. */
const trusted = (proxies: Settings['trustProxy']) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies;

function answerOwnHostOnly(app: NestFastifyApplication, settings: Settings): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', async (request, reply) => {
    if (isOwnHost(request.headers.host, settings)) return;
    await reply.status(statusOf('misdirected')).send(refuse('misdirected'));
  });
}

/** Many clients name JSON with every request they make; a DELETE without a body is no broken JSON. */
function takeNothingAsNothing(fastify: Pick<FastifyInstance, 'addHook'>): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { headers, method } = request;
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    if (method === 'DELETE' && !hasBody) delete headers['content-type'];
    done();
  });
}

async function listen(app: NestFastifyApplication, { port, host }: Settings): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (fault) {
    const { code } = fault as { code?: string };
    await app.close();
    if (code === 'EADDRINUSE')
      throw new StartRefusal(`Port ${port} is taken. Stop what uses it, or set PORT to another number.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StartRefusal(`HOST ${host} is not an address of this machine.`);
    if (code === 'EACCES')
      throw new StartRefusal(`This user may not listen on port ${port}; take one above 1023.`);
    throw fault;
  }
}

async function describe(
  app: NestFastifyApplication,
  settings: Settings,
  stop: () => Promise<void>,
): Promise<Running> {
  const { port } = app.getHttpServer().address() as AddressInfo;
  const url = `http://${namedHost(settings.host)}:${port}`;
  const token = await app.get(Accounts).openClaim();
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= stop();
    return closing;
  };
  const running = { url, app, close };
  return token === undefined
    ? running
    : { ...running, claimLink: `${settings.publicUrl?.origin ?? url}/claim#${token}` };
}

/** 0.0.0.0 is where it listens, not where anyone can go. */
function namedHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * First everybody hears of it and what is on its way to a webhook may arrive, then what was taken gets onto the disk and its
 * answers out, then the doors close. Takes at most twice the last words and the queue.
 */
async function closeAll(app: NestFastifyApplication, database: Database, cut: () => void): Promise<void> {
  app.get(Readiness).noteStop();
  app.get(Rooms).tellStop(COME_BACK_MS);
  await app.get(Deliveries).stop(LAST_WORDS_MS);
  await database.write.close();
  await new Promise((resolve) => setImmediate(resolve));
  const patience = setTimeout(cut, LAST_WORDS_MS);
  await app.close();
  clearTimeout(patience);
  await database.close();
}
