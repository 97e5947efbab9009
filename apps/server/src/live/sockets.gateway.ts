import { Inject } from '@nestjs/common';
import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import type { Server, Socket } from 'socket.io';
import { barTo } from '../accounts/admit.js';
import { Credentials, comesAsDevice, type Identified, type Shown } from '../accounts/credentials.js';
import type { Actor, DeviceWho, Who } from '../accounts/who.js';
import { CLOCK, type Clock } from '../api/clock.js';
import { Reports } from '../api/reports.js';
import { Changes } from '../journal/changes.js';
import { PullForm } from '../journal/forms.js';
import { Journal } from '../journal/journal.js';
import { type Answer, type ProblemCode, refuse } from '../problems/problems.js';
import { validate } from '../problems/validate.js';
import { Committed } from './committed.js';
import { EVENTS, type EventName } from './events.js';
import { Live } from './live.js';
import { Rooms, roomOf, roomsFor } from './rooms.js';
import { guardEvents, packetOf } from './socket-door.js';

/** The longest that a timer can be set for: about 24 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

type Data = { who?: Who };
type Work = (who: Who) => Promise<Answer> | Answer;
type Handler = (socket: Socket, message: unknown) => Promise<Answer>;
type Refuser = (fault?: Error & { data?: object }) => void;

@WebSocketGateway()
export class SocketsGateway implements OnGatewayInit<Server> {
  private readonly handlers: Record<EventName, Handler> = {
    'journal:push': (socket, message) => this.push(socket, message),
    'changes:pull': (socket, message) => this.pull(socket, message),
    'live:join': (socket) => this.join(socket),
  };

  constructor(
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(Journal) private readonly journal: Journal,
    @Inject(Changes) private readonly changes: Changes,
    @Inject(Live) private readonly live: Live,
    @Inject(Rooms) private readonly rooms: Rooms,
    @Inject(Committed) private readonly committed: Committed,
    @Inject(Reports) private readonly reports: Reports,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  afterInit(server: Server): void {
    this.rooms.attach(server);
    server.use((socket, next) => void this.admit(socket, next));
    server.on('connection', (socket) => this.welcome(socket));
    this.committed.entries.subscribe(({ accountId, message }) =>
      this.rooms.tellFollowers(accountId, message),
    );
    this.committed.documents.subscribe(({ accountId, message }) =>
      this.rooms.tellDocuments(accountId, message),
    );
  }

  /**
   * Not by Nest's `@SubscribeMessage`: what it puts between a message and its one answer (guards, pipes and interceptors that have
   * nothing to do here, and a stream) takes as long as reading thirty entries does.
   */
  private welcome(socket: Socket): void {
    for (const [event, handler] of Object.entries(this.handlers))
      socket.on(event, (...parts: unknown[]) => {
        const { message, reply } = packetOf(parts);
        handler(socket, message)
          .then((answer) => socket.connected && reply?.(answer))
          .catch((fault: unknown) => this.reports.fault('message-failed', fault));
      });
    void this.lookAgain(socket);
  }

  private push(socket: Socket, message: unknown): Promise<Answer> {
    return this.answer(socket, 'journal:push', (who) => this.journal.push(who as DeviceWho, message));
  }

  private pull(socket: Socket, message: unknown): Promise<Answer> {
    return this.answer(socket, 'changes:pull', (who) => {
      const form = validate(PullForm, message);
      return form.ok ? this.changes.pull(who, form.value) : form;
    });
  }

  private join(socket: Socket): Promise<Answer> {
    return this.answer(socket, 'live:join', async (who) => {
      await socket.join(roomOf.live(who.accountId));
      return this.live.join(who as Actor);
    });
  }

  /** Whatever a handler does, the sender gets one answer; a throw is a bug of ours and stays with us. */
  private async answer(socket: Socket, event: EventName, work: Work): Promise<Answer> {
    const begunAt = performance.now();
    const answer = await this.attempt(socket, event, work);
    const code = answer.ok ? undefined : answer.code;
    this.reports.ended({ way: 'socket', route: event, code, ms: performance.now() - begunAt });
    return answer;
  }

  private async attempt(socket: Socket, event: EventName, work: Work): Promise<Answer> {
    try {
      const { who } = socket.data as Data;
      if (who === undefined) return refuse('unauthorized');
      const bar = barTo(who, EVENTS[event]);
      return bar === undefined ? await work(who) : refuse(bar);
    } catch (fault) {
      return { ...refuse('internal'), requestId: this.reports.fault('message-failed', fault) };
    }
  }

  /** Runs before a socket exists for anyone else. Nothing in a handshake can make it throw. */
  private async admit(socket: Socket, next: Refuser): Promise<void> {
    try {
      const who = await this.identify(socket);
      if (who.kind === 'nobody') return this.turnAway(who.code, next);
      guardEvents(socket, (code) => this.reports.ended({ way: 'socket', route: 'unknown', code, ms: 0 }));
      (socket.data as Data).who = who;
      await socket.join(roomsFor(who));
      next();
    } catch {
      this.turnAway('invalid', next);
    }
  }

  private turnAway(code: ProblemCode, next: Refuser): void {
    this.reports.ended({ way: 'handshake', route: 'handshake', code, ms: 0 });
    next(Object.assign(new Error(code), { data: refuse(code) }));
  }

  /** A device may be removed, or a person sign out, while the door stands open: who came in is looked at once more. */
  private async lookAgain(socket: Socket): Promise<void> {
    const who = await this.identify(socket).catch(() => undefined);
    if (who !== undefined && who.kind !== 'nobody') return this.lookWhenOver(socket, who);
    if (who?.code === 'revoked') socket.emit('revoked', {});
    socket.disconnect(true);
  }

  private lookWhenOver(socket: Socket, who: Who): void {
    if (who.kind === 'device' || who.expiresAt === undefined) return;
    const leftMs = Math.min(Math.max(who.expiresAt - this.now(), 1), MAX_TIMER_MS);
    const timer = setTimeout(() => void this.lookAgain(socket), leftMs).unref();
    socket.once('disconnect', () => clearTimeout(timer));
  }

  private async identify(socket: Socket): Promise<Identified> {
    return this.credentials.identify(shownIn(socket, this.credentials.cookieName));
  }
}

function shownIn(socket: Socket, cookieName: string): Shown {
  const auth: unknown = socket.handshake.auth;
  const token = typeof auth === 'object' && auth !== null ? (auth as { token?: unknown }).token : undefined;
  const asDevice = comesAsDevice(socket.request);
  const cookie = cookieIn(socket.handshake.headers.cookie, cookieName);
  return { token: token === undefined ? undefined : String(token), cookie, asDevice };
}

function cookieIn(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}
