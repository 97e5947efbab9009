import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How long a stopping server lets its last answers travel. */
export const LAST_WORDS_MS = 1_000;

/**
 * Every connection, upgraded ones too. A request that never ends, or a phone that vanished without a word,
 * would otherwise keep a stopping server for minutes. Returns what cuts those that are still open.
 */
export function watchConnections(server: Server): () => void {
  const open = new Set<Socket>();
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return () => {
    for (const socket of open) socket.destroy();
  };
}
