import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type ProblemCode, refuse, statusOf } from '../problems/problems.js';

const BY_FAULT: Record<string, ProblemCode> = { HPE_HEADER_OVERFLOW: 'too-large' };

/** How long the answers that are still due may take, and after them how long all of it may travel to a slow reader. */
const PATIENCE_MS = 10_000;

type Connection = { due: number; idle?: () => void; isRefused?: boolean };
const connections = new WeakMap<Socket, Connection>();

/** Counts what each connection still has to be told, so that a refusal takes its turn behind it. */
export function countDueAnswers(server: Server): void {
  server.prependListener('request', ({ socket }, response: ServerResponse) => {
    const connection = connectionOf(socket);
    connection.due += 1;
    response.once('close', () => {
      connection.due -= 1;
      if (connection.due === 0) connection.idle?.();
    });
  });
}

function connectionOf(socket: Socket): Connection {
  const known = connections.get(socket) ?? { due: 0 };
  connections.set(socket, known);
  return known;
}

/**
 * Bytes that are no HTTP request come to no handler; they too get a refusal, in their turn, and the connection ends.
 * It ends by half and lingers: closed while the caller still sends, it would take the answers with it that are under way.
 */
export function refuseNonsense(fault: Error & { code?: string }, socket: Socket): void {
  const connection = connectionOf(socket);
  // The parser complains again about every further piece.
  if (connection.isRefused) return;
  connection.isRefused = true;
  if (fault.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const answer = answerTo(fault);
  const farewell = () => {
    socket.end(answer);
    destroyLater(socket);
  };
  if (connection.due === 0) farewell();
  else {
    connection.idle = farewell;
    destroyLater(socket);
  }
}

function destroyLater(socket: Socket): void {
  const timer = setTimeout(() => socket.destroy(), PATIENCE_MS);
  socket.once('close', () => clearTimeout(timer));
}

function answerTo({ code = '' }: { code?: string }): string {
  const refusal = refuse(BY_FAULT[code] ?? 'invalid');
  const body = JSON.stringify(refusal);
  const head = [
    `HTTP/1.1 ${statusOf(refusal.code)} Refused`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

/** What a request expects beyond `100-continue` is not taken into account; Node's own answer would be an empty 417. */
export function expectNothing(server: Server): void {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}
