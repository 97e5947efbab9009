import { call, describe } from './bridge.js';
import { ask, type Scope } from './scope.js';

type Told = { type: string; data: { readyState?: string }; timestamp: number };
type Listener = (event?: Told) => void;
type Given = { sessionId: number } & Record<string, unknown>;

/** Listeners by name; a fault of one does not keep the others from hearing. */
class Listeners {
  private readonly lists = new Map<string, Listener[]>();

  on(name: string, listener: Listener): void {
    this.lists.set(name, [...(this.lists.get(name) ?? []), listener]);
  }

  off(name: string, listener?: Listener): void {
    const left = listener === undefined ? [] : (this.lists.get(name) ?? []).filter((one) => one !== listener);
    this.lists.set(name, left);
  }

  emit(name: string, event?: Told): void {
    for (const listener of this.lists.get(name) ?? []) {
      try {
        listener(event);
      } catch (fault) {
        call('fault', { where: `file ${name}`, text: describe(fault), stack: '' });
      }
    }
  }
}

/** One file on its way, as its sender or receiver holds it. */
function fileObject(scope: Scope, given: Given): object {
  const listeners = new Listeners();
  const file: Record<string, unknown> = {
    ...given,
    on: (name: string, listener: Listener) => listeners.on(name, listener),
    off: (name: string, listener?: Listener) => listeners.off(name, listener),
    cancel: () => void ask(scope, 'transfer.cancel', [given.sessionId]),
  };
  const heard = (name: string, event: Told) => {
    if (name === 'change') file.readyState = event.data.readyState;
    listeners.emit(name, event);
  };
  ask(scope, 'transfer.follow', [given.sessionId, heard]);
  return file;
}

/** The documents write the names of an inbox's events large, the vendor's own library small. */
const plain = (name: string): string => String(name).toLowerCase();

function inboxFor(scope: Scope): object {
  const listeners = new Listeners();
  const heard = new Set<string>();
  return {
    getNextFile: () => {
      const given = ask(scope, 'transfer.next', []) as Given | null;
      return given === null ? undefined : fileObject(scope, given);
    },
    on: (name: string, listener: Listener) => {
      const event = plain(name);
      listeners.on(event, listener);
      if (heard.has(event)) return;
      heard.add(event);
      ask(scope, 'transfer.listen', [event, () => listeners.emit(event)]);
    },
    off: (name: string, listener?: Listener) => listeners.off(plain(name), listener),
    emit: (name: string) => listeners.emit(plain(name)),
  };
}

const outboxFor = (scope: Scope): object => ({
  enqueueFile: (path: string, params?: object) =>
    fileObject(scope, ask(scope, 'transfer.enqueue', [String(path), params ?? {}]) as Given),
});

/** What `new TransferFile()` gives on the watch, and `transferFile` is in the side service. */
export function transferFileFor(scope: Scope): Record<string, unknown> {
  const inbox = inboxFor(scope);
  const outbox = outboxFor(scope);
  return { inbox, outbox, getInbox: () => inbox, getOutbox: () => outbox };
}

/** `@zos/ble/TransferFile`. */
export function transferFileClass(scope: Scope): unknown {
  return class TransferFile {
    constructor() {
      Object.assign(this, transferFileFor(scope));
    }
  };
}
