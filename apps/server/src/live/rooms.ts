import { Inject, Injectable } from '@nestjs/common';
import type { Server } from 'socket.io';
import type { Who } from '../accounts/who.js';
import { SETTINGS, type Settings } from '../settings/settings.js';
import type { DocumentsMessage, EntriesMessage } from './committed.js';

const accountRoom = (accountId: string) => `account:${accountId}`;
const deviceRoom = (deviceId: string) => `device:${deviceId}`;
/** Everything that came in for an account, by whatever credential. */
const everyoneRoom = (accountId: string) => `everyone:${accountId}`;
const keyRoom = (keyId: string) => `key:${keyId}`;
const loginRoom = (loginHash: string) => `login:${loginHash}`;
/** Those who asked to follow along with `live:join`. */
const liveRoom = (accountId: string) => `live:${accountId}`;
/** All devices of an account: what concerns every watch of it. */
const devicesRoom = (accountId: string) => `devices:${accountId}`;
/** The keys of an account that may read its documents. */
const readersRoom = (accountId: string) => `readers:${accountId}`;
export const roomOf = { live: liveRoom };

/** Which rooms somebody belongs to by what they came in with. */
export const roomsFor = (who: Who): string[] => [everyoneRoom(who.accountId), ...ownRoomsFor(who)];

function ownRoomsFor(who: Who): string[] {
  if (who.kind === 'device') return [deviceRoom(who.deviceId), devicesRoom(who.accountId)];
  if (who.kind === 'account') return [loginRoom(who.loginHash), accountRoom(who.accountId)];
  const reads = who.scopes.includes('documents:read') ? [readersRoom(who.accountId)] : [];
  return [keyRoom(who.keyId), ...reads];
}

/** The open sockets, by what they belong to. Before the first socket there is nobody to tell. */
@Injectable()
export class Rooms {
  private server: Server | undefined;

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'redisUrl'>) {}

  attach(server: Server): void {
    this.server = server;
  }

  /** How many sockets of this process are open, by who holds them. */
  openByKind(): Map<string, number> {
    const open = new Map<string, number>([
      ['account', 0],
      ['device', 0],
    ]);
    for (const { data } of this.server?.sockets.sockets.values() ?? []) {
      const { kind } = (data as { who?: Who }).who ?? {};
      if (kind !== undefined) open.set(kind, (open.get(kind) ?? 0) + 1);
    }
    return open;
  }

  tellAccount(accountId: string, event: 'devices', body: object): void {
    this.server?.to(accountRoom(accountId)).emit(event, body);
  }

  tellFollowers(accountId: string, entries: EntriesMessage): void {
    const room = liveRoom(accountId);
    if (!this.isSurelyEmpty(room)) this.server?.to(room).emit('entries', entries);
  }

  /** Most pushes are followed by nobody, and a message is written out before anybody looks who gets it. Others hear by Redis. */
  private isSurelyEmpty(room: string): boolean {
    return this.settings.redisUrl === undefined && this.server?.sockets.adapter.rooms.has(room) === false;
  }

  /** Documents are everyone's business: the pages that show them and the watches that play them. */
  tellDocuments(accountId: string, documents: DocumentsMessage): void {
    const rooms = [accountRoom(accountId), devicesRoom(accountId), readersRoom(accountId)];
    this.server?.to(rooms).emit('documents', documents);
  }

  /** What everybody hears before the server goes: it is no fault, and when it is worth coming back. */
  tellStop(retryAfterMs: number): void {
    this.server?.local.emit('stopping', { retryAfterMs });
  }

  /** Says why, then closes: a revoked device hears it at once. */
  closeDevice(deviceId: string): void {
    this.server?.to(deviceRoom(deviceId)).emit('revoked', {});
    this.server?.in(deviceRoom(deviceId)).disconnectSockets(true);
  }

  closeAccount(accountId: string): void {
    this.server?.in(everyoneRoom(accountId)).disconnectSockets(true);
  }

  closeKey(keyId: string): void {
    this.server?.to(keyRoom(keyId)).emit('revoked', {});
    this.server?.in(keyRoom(keyId)).disconnectSockets(true);
  }

  closeLogin(loginHash: string): void {
    this.server?.in(loginRoom(loginHash)).disconnectSockets(true);
  }
}
