import { Buffer } from 'buffer/index.js';
import { fromBase64 } from '../../wire/base64.js';
import { isBytesMark } from '../../wire/json.js';
import { call } from '../bridge.js';
import { ask, bufferOf, type Scope, toWire } from '../scope.js';

type Bytes = ArrayBuffer | ArrayBufferView;
type Span = { offset?: number; length?: number; position?: number | null };
type Transfer = { fd: number; buffer: Bytes; options?: Span };
type Encoded = { encoding?: string };

const viewOf = (buffer: Bytes): Uint8Array =>
  buffer instanceof ArrayBuffer
    ? new Uint8Array(buffer)
    : new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);

/** The part of the caller's buffer that one read or write is about. */
function partOf({ buffer, options = {} }: Transfer): Uint8Array {
  const whole = viewOf(buffer);
  const offset = options.offset ?? 0;
  return whole.subarray(offset, options.length === undefined ? undefined : offset + options.length);
}

function readSync(scope: Scope, transfer: Transfer): number {
  const part = partOf(transfer);
  const position = transfer.options?.position ?? null;
  const answer = call('@zos/fs.readSync', {
    scope: scope.id,
    self: null,
    args: [{ fd: transfer.fd, length: part.length, position }],
  });
  if (!isBytesMark(answer)) return typeof answer === 'number' ? answer : -1;
  const bytes = fromBase64(answer.$bytes);
  part.set(bytes);
  return bytes.length;
}

function writeSync(scope: Scope, transfer: Transfer): number {
  const position = transfer.options?.position ?? null;
  return ask(scope, '@zos/fs.writeSync', [
    { fd: transfer.fd, bytes: toWire(scope, partOf(transfer)), position },
  ]) as number;
}

const textOf = (bytes: Uint8Array, encoding: string): string =>
  (Buffer.from(bytes) as { toString(encoding: string): string }).toString(encoding);

/** Texts go through the platform's own `Buffer`, which knows more encodings than the documented one. */
function readFileSync(scope: Scope, option: { path: string; options?: Encoded } | string): unknown {
  const { path, options = {} } = typeof option === 'string' ? { path: option } : option;
  const answer = call('@zos/fs.readFileSync', { scope: scope.id, self: null, args: [{ path }] });
  if (!isBytesMark(answer)) return undefined;
  const { encoding } = options;
  return encoding === undefined ? bufferOf(answer.$bytes) : textOf(fromBase64(answer.$bytes), encoding);
}

type Written = { path: string | number; data: string | Bytes; options?: Encoded };

function writeFileSync(scope: Scope, { path, data, options }: Written): void {
  const bytes = typeof data === 'string' ? Buffer.from(data, options?.encoding ?? 'utf8') : data;
  ask(scope, '@zos/fs.writeFileSync', [{ path, data: bytes }]);
}

/** What `@zos/fs` must do on the program's side: fill its buffers, and answer undefined where there is nothing. */
export function fileMembers(scope: Scope): Record<string, unknown> {
  const orNothing = (name: string) => (option: unknown) =>
    ask(scope, `@zos/fs.${name}`, [option]) ?? undefined;
  return {
    readSync: (transfer: Transfer) => readSync(scope, transfer),
    writeSync: (transfer: Transfer) => writeSync(scope, transfer),
    readFileSync: (option: { path: string; options?: Encoded }) => readFileSync(scope, option),
    writeFileSync: (option: Written) => writeFileSync(scope, option),
    statSync: orNothing('statSync'),
    statAssetsSync: orNothing('statAssetsSync'),
    readdirSync: orNothing('readdirSync'),
  };
}
