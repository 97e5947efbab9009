import type { IncomingMessage } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { PUSH_LIMITS } from '@plumbline/routine-core';
import type { Server, ServerOptions } from 'socket.io';
import { comesAsDevice } from '../accounts/credentials.js';
import { isOwnHost, isOwnOrigin } from '../api/own-address.js';
import type { Settings } from '../settings/settings.js';
import type { OtherServers } from './other-servers.js';

/** Socket.IO's own CORS setting does not stop a foreign page on a websocket; this look at the handshake does. */
export function mayConnect(request: IncomingMessage, settings: Settings): boolean {
  const { host, origin } = request.headers;
  if (!isOwnHost(host, settings)) return false;
  if (origin === undefined || isOwnOrigin(origin, host, settings)) return true;
  // A device brings a token and its cookie is never read, so where it comes from says nothing.
  return comesAsDevice(request);
}

export class SocketAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly settings: Settings,
    private readonly others?: OtherServers,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: Partial<ServerOptions>): Server {
    const limits: Partial<ServerOptions> = {
      serveClient: false,
      maxHttpBufferSize: PUSH_LIMITS.messageBytes,
      connectTimeout: 10_000,
      allowRequest: (request: IncomingMessage, decide: (fault: string | null, allowed: boolean) => void) =>
        decide(null, mayConnect(request, this.settings)),
    };
    // Several requests make one polling connection, and they would meet several servers.
    const among = this.others && { adapter: this.others.adapter, transports: ['websocket' as const] };
    // Nest's type asks for every option; Socket.IO has a default for each.
    return super.createIOServer(port, { ...options, ...limits, ...among } as ServerOptions);
  }
}
