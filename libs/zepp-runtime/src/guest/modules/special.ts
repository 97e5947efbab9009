import { fromBase64 } from '../../wire/base64.js';
import { isBytesMark } from '../../wire/json.js';
import { fromUtf8, toUtf8 } from '../../wire/utf8.js';
import { call } from '../bridge.js';
import { EventBus } from '../event-bus.js';
import { makeLogger } from '../logger.js';
import { ask, bufferOf, type Scope, toWire } from '../scope.js';
import { makeTimers } from '../timers.js';

type Members = Record<string, unknown>;
type Settings = { scale: number };
type Span = { offset?: number; length?: number; position?: number | null };
type Transfer = { fd: number; buffer: ArrayBuffer | ArrayBufferView; options?: Span };

const viewOf = (buffer: ArrayBuffer | ArrayBufferView): Uint8Array =>
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
  if (!isBytesMark(answer)) return -1;
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

/** Messages between app.js, pages and services of one running program. */
function messages(): Members {
  type Listener = (event: object, ...args: unknown[]) => void;
  const listeners = new Map<string, Listener>();
  return {
    onMessage: (name: string, listener: Listener) => void listeners.set(name, listener),
    offMessage: (name: string) => void listeners.delete(name),
    postMessage: (name: string, ...args: unknown[]) => listeners.get(name)?.({}, ...args),
  };
}

const shared = messages();

function utils({ scale }: Settings): Members {
  return {
    log: { ...makeLogger('app'), getLogger: makeLogger },
    EventBus,
    px: (value: number) => Math.round(value * scale),
    assets: (base: string) => (path: string) => `${base.replace(/\/$/, '')}/${path}`,
    stringToBuffer: (text: string) => {
      const bytes = toUtf8(text);
      return bytes.buffer.slice(0, bytes.byteLength);
    },
    bufferToString: (buffer: ArrayBuffer) => fromUtf8(new Uint8Array(buffer)),
    qs: {},
  };
}

function files(scope: Scope): Members {
  return {
    readSync: (transfer: Transfer) => readSync(scope, transfer),
    writeSync: (transfer: Transfer) => writeSync(scope, transfer),
    readFileSync: (option: { path: string; options?: { encoding?: string } }) => {
      const answer = call('@zos/fs.readFileSync', {
        scope: scope.id,
        self: null,
        args: [{ path: option.path }],
      });
      if (!isBytesMark(answer)) return undefined;
      const text = option.options?.encoding !== undefined;
      return text ? fromUtf8(fromBase64(answer.$bytes)) : bufferOf(answer.$bytes);
    },
  };
}

function createModal(scope: Scope, option: object): { show(visible: boolean): void } {
  const id = ask(scope, '@zos/interaction.createModal', [option]);
  return { show: (visible) => void ask(scope, 'modal.show', [id, visible]) };
}

/** Members that need more than being passed on to the host. They lie over the declared ones. */
export function specialMembers(scope: Scope, module: string, settings: Settings): Members {
  if (module === '@zos/utils') return utils(settings);
  if (module === '@zos/fs') return files(scope);
  if (module === '@zos/app') return shared;
  if (module === '@zos/interaction') {
    return { createModal: (option: object) => createModal(scope, option) };
  }
  if (module === '@zos/timer') return { ...makeTimers(scope) };
  if (module === '@zos/ble') return { TransferFile: undefined };
  return {};
}
