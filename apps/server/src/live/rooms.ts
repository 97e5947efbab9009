import { Injectable } from '@nestjs/common';
import type { Server } from 'socket.io';
import type { Who } from '../accounts/who.js';
import type { DocumentsMessage, EntriesMessage } from './committed.js';

const accountRoom = (accountId: string) => `account:${accountId}`;
const deviceRoom = (deviceId: string) => `device:${deviceId}`;
const loginRoom = (loginHash: string) => `login:${loginHash}`;
/** Those who asked to follow along with `live:join`. */
const liveRoom = (accountId: string) => `live:${accountId}`;
/** All devices of an account: what concerns every watch of it. */
const devicesRoom = (accountId: string) => `devices:${accountId}`;
export const roomOf = {
  account: accountRoom,
  device: deviceRoom,
  devices: devicesRoom,
  login: loginRoom,
  live: liveRoom,
};

/** The open sockets, by what they belong to. Before the first socket there is nobody to tell. */
@Injectable()
export class Rooms {
  private server: Server | undefined;

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
    this.server?.to(liveRoom(accountId)).emit('entries', entries);
  }

  /** Documents are everyone's business: the pages that show them and the watches that play them. */
  tellDocuments(accountId: string, documents: DocumentsMessage): void {
    this.server?.to([accountRoom(accountId), devicesRoom(accountId)]).emit('documents', documents);
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

  closeLogin(loginHash: string): void {
    this.server?.in(loginRoom(loginHash)).disconnectSockets(true);
  }
}
