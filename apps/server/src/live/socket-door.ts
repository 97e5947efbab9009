import type { Socket } from 'socket.io';
import { type Answer, type ProblemCode, type Refusal, refuse } from '../problems/problems.js';
import { EVENTS } from './events.js';

const isBinary = (value: unknown): boolean => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

/** Socket.IO puts buffers anywhere in a message, so the whole of it is looked at. */
function holdsBinary(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > 32) return false;
  if (isBinary(value)) return true;
  for (const key in value) if (holdsBinary((value as Record<string, unknown>)[key], depth + 1)) return true;
  return false;
}

function refusalFor([event, ...parts]: unknown[]): Refusal | undefined {
  if (parts.some((part) => holdsBinary(part))) return refuse('binary-refused');
  if (typeof event !== 'string' || !Object.hasOwn(EVENTS, event)) return refuse('unknown-event');
  return undefined;
}

type Packet = { message: unknown; reply: ((answer: Answer) => void) | undefined };

/** What came under the name of an event, several parts as a list, and how to answer if somebody waits for it. */
export function packetOf(parts: unknown[]): Packet {
  const last = parts.at(-1);
  const reply = typeof last === 'function' ? (last as Packet['reply']) : undefined;
  const said = reply ? parts.slice(0, -1) : parts;
  return { message: said.length > 1 ? said : said[0], reply };
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
