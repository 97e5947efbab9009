import { fromBase64, toBase64 } from '../wire/base64.js';
import { isBytesMark } from '../wire/json.js';
import { call, handle } from './bridge.js';
import { outermost } from './modules/recorder.js';

// biome-ignore lint/complexity/noBannedTypes: a program's function may be of any kind.
type Callable = Function;

/**
 * One evaluated file of a program – app.js, a page, a service, the phone side. Functions it hands out are kept here under
 * numbers and die with it; the host forgets its timers and listeners at the same moment.
 */
export type Scope = { id: number; kind: string; alive: boolean };

const numbers = new Map<Callable, number>();
const kept = new Map<number, { fn: Callable; scope: Scope }>();
let last = 0;

export const openScope = (id: number, kind: string): Scope => ({ id, kind, alive: true });

export function closeScope(scope: Scope): void {
  scope.alive = false;
  for (const [number, entry] of kept) {
    if (entry.scope !== scope) continue;
    forget(number);
  }
}

/** The same function of a scope keeps its number, so that `offChange(f)` finds `onChange(f)`. */
export function keep(scope: Scope, fn: Callable): number {
  const known = numbers.get(fn);
  if (known !== undefined && kept.get(known)?.scope === scope) return known;
  last += 1;
  numbers.set(fn, last);
  kept.set(last, { fn, scope });
  return last;
}

export function forget(number: number): void {
  const entry = kept.get(number);
  if (entry === undefined) return;
  kept.delete(number);
  if (numbers.get(entry.fn) === number) numbers.delete(entry.fn);
}

const bytesOf = (value: ArrayBuffer | ArrayBufferView): Uint8Array =>
  value instanceof ArrayBuffer
    ? new Uint8Array(value)
    : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);

/** A value as the host may see it: functions and bytes marked, everything else plain, and no deeper than JSON goes. */
export function toWire(scope: Scope, value: unknown, depth = 0): unknown {
  if (typeof value === 'function') return { $fn: keep(scope, value) };
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return { $bytes: toBase64(bytesOf(value)) };
  if (depth > 12) return null;
  if (Array.isArray(value)) return value.map((item) => toWire(scope, item, depth + 1));
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return value;
  const plain: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    plain[key] = toWire(scope, (value as Record<string, unknown>)[key], depth + 1);
  }
  return plain;
}

export function bufferOf(base64: string): ArrayBuffer {
  const bytes = fromBase64(base64);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

export const fromWire = (value: unknown): unknown => (isBytesMark(value) ? bufferOf(value.$bytes) : value);

/** Asks the host in the name of a scope. */
export function ask(scope: Scope, op: string, args: unknown[], self?: unknown[]): unknown {
  return fromWire(
    call(op, {
      scope: scope.id,
      args: args.map((arg) => toWire(scope, arg)),
      self: self === undefined ? null : self.map((arg) => toWire(scope, arg)),
    }),
  );
}

/** Runs a kept function; one whose scope has died is silent. */
export function startCallbacks(): void {
  handle('callback', (data) => {
    const { id, args, once } = data as { id: number; args: unknown[]; once: boolean };
    const entry = kept.get(id);
    if (entry === undefined || !entry.scope.alive) return null;
    if (once) forget(id);
    const answer = outermost((): unknown => entry.fn(...args.map(fromWire)));
    return answer === true || answer === false ? answer : null;
  });
}
