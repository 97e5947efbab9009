import { fromUtf8, toUtf8 } from '../../wire/utf8.js';
import { EventBus } from '../event-bus.js';
import { makeLogger } from '../logger.js';
import { ask, type Scope } from '../scope.js';
import { systemTimers } from '../system-timers.js';
import { makeTimers } from '../timers.js';
import { fileMembers } from './files.js';
import { storageMembers } from './storage.js';

type Members = Record<string, unknown>;
type Settings = { scale: number };

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

/** Where an image lies; `name@rtl.png` for those who read from the right. */
const assetsIn =
  (base: string) =>
  (path: string, rtl?: boolean): string => {
    const named = rtl === true ? path.replace(/(\.[^.]*)?$/, '@rtl$1') : path;
    return base === '' ? named : `${base.replace(/\/$/, '')}/${named}`;
  };

function utils({ scale }: Settings): Members {
  return {
    log: { ...makeLogger('app'), getLogger: makeLogger },
    EventBus,
    px: (value: number) => Math.round(value * scale),
    assets: assetsIn,
    stringToBuffer: (text: string) => {
      const bytes = toUtf8(text);
      return bytes.buffer.slice(0, bytes.byteLength);
    },
    bufferToString: (buffer: ArrayBuffer) => fromUtf8(new Uint8Array(buffer)),
    qs: {},
  };
}

function createModal(scope: Scope, option: object): { show(visible: boolean): void } {
  const id = ask(scope, '@zos/interaction.createModal', [option]);
  return { show: (visible) => void ask(scope, 'modal.show', [id, visible]) };
}

/** Members that need more than being passed on to the host. They lie over the declared ones. */
export function specialMembers(scope: Scope, module: string, settings: Settings): Members {
  if (module === '@zos/utils') return utils(settings);
  if (module === '@zos/fs') return fileMembers(scope);
  if (module === '@zos/storage') return storageMembers(scope);
  if (module === '@zos/app') return shared;
  if (module === '@zos/interaction') {
    return { createModal: (option: object) => createModal(scope, option) };
  }
  if (module === '@zos/sensor') {
    return {
      checkSensor: (sensor: unknown) =>
        ask(scope, '@zos/sensor.checkSensor', [typeof sensor === 'function' ? sensor.name : '']),
    };
  }
  if (module === '@zos/timer') return { ...makeTimers(scope), ...systemTimers(scope) };
  if (module === '@zos/ble') return { TransferFile: undefined };
  return {};
}
