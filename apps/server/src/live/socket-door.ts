import type { Socket } from 'socket.io';
import { type ProblemCode, type Refusal, refuse } from '../problems/problems.js';
import { EVENTS } from './events.js';

const isBinary = (value: unknown): boolean => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

/** Socket.IO puts buffers anywhere in a message, so the whole of it is looked at. */
function holdsBinary(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > 32) return false;
  return isBinary(value) || Object.values(value).some((inner) => holdsBinary(inner, depth + 1));
}

function refusalFor([event, ...parts]: unknown[]): Refusal | undefined {
  if (parts.some((part) => holdsBinary(part))) return refuse('binary-refused');
  if (typeof event !== 'string' || !Object.hasOwn(EVENTS, event)) return refuse('unknown-event');
  return undefined;
}

/** Stands before the handlers: what no handler would answer is answered here. */
export function guardEvents(socket: Socket, note: (code: ProblemCode) => void): void {
  socket.use((packet, next) => {
    const refusal = refusalFor(packet);
    if (refusal === undefined) return next();
    note(refusal.code);
    const reply: unknown = packet.at(-1);
    if (typeof reply === 'function') reply(refusal);
  });
}
