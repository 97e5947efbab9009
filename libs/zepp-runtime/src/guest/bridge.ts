/**
 * The only door between a program's realm and its host: strings out, strings in. Everything used here is taken before the
 * program runs, so that a program which rewrites `JSON` or `Map` harms only itself.
 */
export type RawBridge = (op: string, json: string) => string;
type Handler = (data: unknown) => unknown;

const { parse, stringify } = JSON;
const handlers: Record<string, Handler> = Object.create(null) as Record<string, Handler>;
let raw: RawBridge | undefined;

export function connect(bridge: RawBridge): void {
  raw = bridge;
}

/** An error whose class a program can tell by name. */
function named(name: string, message: string): Error {
  const fault = new Error(message);
  fault.name = name;
  return fault;
}

function cross(op: string, json: string): string {
  try {
    return raw === undefined ? '{}' : raw(op, json);
  } catch {
    // The host's own error must not enter: its constructor would lead out of the realm.
    return '{"error":{"name":"InternalError","message":"stack overflow"}}';
  }
}

/** Asks the host and waits. Throws what the host refused, as this realm's own error. */
export function call(op: string, data: unknown = null): unknown {
  const answer = parse(cross(op, stringify(data))) as {
    value?: unknown;
    error?: { name: string; message: string };
  };
  if (answer.error !== undefined) throw named(answer.error.name, answer.error.message);
  return answer.value;
}

export function handle(kind: string, handler: Handler): void {
  handlers[kind] = handler;
}

/** What a thrown thing says, without trusting it: getters may throw too. */
export function describe(fault: unknown): string {
  try {
    if (fault instanceof Error) return `${fault.name}: ${fault.message}`;
    return typeof fault === 'object' && fault !== null ? stringify(fault) : String(fault);
  } catch {
    return 'a fault that cannot be described';
  }
}

export function dispatch(kind: string, json: string): string {
  try {
    const value = handlers[kind]?.(parse(json));
    return stringify({ value: value === undefined ? null : value });
  } catch (fault) {
    return stringify({ error: describe(fault) });
  }
}
