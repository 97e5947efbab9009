/**
 * The only file that opens a socket: one connection per signed-in page, told
 * apart from a device by its cookie. Messages are at most once here; whoever
 * listens notices a hole and joins again.
 */
import { io } from 'socket.io-client';
import type { Answer, EntriesMessage, LiveSnapshot } from './wire.js';

export type LinkState = 'connecting' | 'open' | 'lost' | 'refused';

export type Listener = {
  onState(state: LinkState): void;
  onEntries(message: EntriesMessage): void;
  onDevices(): void;
};

export type Link = { joinLive(): Promise<Answer<LiveSnapshot> | undefined>; close(): void };

const ACK_WAIT_MS = 8000;

export function openLink(listener: Listener): Link {
  const socket = io({ transports: ['websocket'], withCredentials: true, reconnectionDelayMax: 5000 });
  listener.onState('connecting');
  socket.on('connect', () => listener.onState('open'));
  socket.on('disconnect', (reason) => {
    listener.onState('lost');
    // The client never comes back by itself from this one; trying tells whether we are still welcome.
    if (reason === 'io server disconnect') socket.connect();
  });
  // While `active`, the client tries again by itself; otherwise the server said no.
  socket.on('connect_error', () => listener.onState(socket.active ? 'lost' : 'refused'));
  socket.on('entries', (message: EntriesMessage) => listener.onEntries(message));
  socket.on('devices', () => listener.onDevices());
  return {
    joinLive: () =>
      socket
        .timeout(ACK_WAIT_MS)
        .emitWithAck('live:join', {})
        .catch(() => undefined),
    close: () => void socket.close(),
  };
}
