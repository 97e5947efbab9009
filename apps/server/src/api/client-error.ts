import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { type ProblemCode, refuse, statusOf } from '../problems/problems.js';

const BY_FAULT: Record<string, ProblemCode> = { HPE_HEADER_OVERFLOW: 'too-large' };

/** Bytes that are no HTTP request come to no handler; they too get a refusal, and the connection ends. */
export function refuseNonsense(fault: Error & { code?: string }, socket: Socket): void {
  if (fault.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const refusal = refuse(BY_FAULT[fault.code ?? ''] ?? 'invalid');
  const status = statusOf(refusal.code);
  const body = JSON.stringify(refusal);
  const head = [
    `HTTP/1.1 ${status} Refused`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

/** What a request expects beyond `100-continue` is not taken into account; Node's own answer would be an empty 417. */
export function expectNothing(server: Server): void {
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}
