/** Sockets that are opened and then do nothing. */
import { io, type Socket } from 'socket.io-client';
import { serveLines } from './lines.js';

type Settings = { url: string; tokens: string[] };
const { url, tokens } = JSON.parse(process.argv[2] ?? '{}') as Settings;
const AT_ONCE = 50;
const sockets: Socket[] = [];

function open(index: number): Promise<void> {
  const token = tokens[index % Math.max(1, tokens.length)];
  const auth = token === undefined ? {} : { token };
  const socket = io(url, { transports: ['websocket'], auth, forceNew: true, reconnection: false });
  sockets.push(socket);
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve());
    socket.once('connect_error', reject);
  });
}

serveLines(
  { ready: true },
  async ({ sockets: count }) => {
    for (let at = 0; at < Number(count); at += AT_ONCE)
      await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, Number(count) - at) }, (_, i) => open(at + i)),
      );
    return { open: sockets.length };
  },
  async () => {
    for (const socket of sockets) socket.disconnect();
  },
);
