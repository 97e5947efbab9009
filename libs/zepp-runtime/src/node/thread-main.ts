/** Runs in the thread of a guarded engine: QuickJS realms, asked one thing at a time. Bundled by scripts/build-guest.ts. */
import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { EngineRealm } from '../core/engine.js';
import { loadQuickJs, type QuickJsEngine } from '../quickjs/engine.js';
import {
  type FromThread,
  HOST_SAID,
  THREAD_SAID,
  type ThreadData,
  type ToThread,
} from './thread-protocol.js';

const { said: memory, port: given, limits } = workerData as ThreadData;
const said = new Int32Array(memory);
const port = given as MessagePort;
const realms = new Map<number, EngineRealm>();

function speak(message: FromThread): void {
  port.postMessage(message);
  Atomics.add(said, THREAD_SAID, 1);
  Atomics.notify(said, THREAD_SAID);
}

function listen(): ToThread {
  for (;;) {
    const seen = Atomics.load(said, HOST_SAID);
    const heard = receiveMessageOnPort(port) as { message: ToThread } | undefined;
    if (heard !== undefined) return heard.message;
    Atomics.wait(said, HOST_SAID, seen);
  }
}

/** Asks the host, doing meanwhile what it asks back. */
function ask(engine: QuickJsEngine, message: FromThread): string {
  speak(message);
  for (;;) {
    const heard = listen();
    if (heard.kind === 'answer') return heard.text;
    obey(engine, heard);
  }
}

function open(engine: QuickJsEngine, { realm, name, start }: ToThread & { kind: 'create' }): void {
  const made = engine.create({
    name,
    start,
    bridge: (op, json) => ask(engine, { kind: 'bridge', realm, op, json }),
    unheard: (words) => speak({ kind: 'unheard', realm, words }),
    broken: (why) => speak({ kind: 'broken', realm, why }),
  });
  realms.set(realm, made);
}

function resultOf(engine: QuickJsEngine, message: ToThread): string | undefined {
  if (message.kind === 'create') open(engine, message);
  else if (message.kind === 'figures') return JSON.stringify(engine.figures());
  else if (message.kind === 'eval') return realms.get(message.realm)?.eval(message.code, message.filename);
  else if (message.kind === 'dispatch')
    return realms.get(message.realm)?.dispatch(message.what, message.json);
  else if (message.kind === 'dispose') {
    realms.get(message.realm)?.dispose();
    realms.delete(message.realm);
  }
  return undefined;
}

function obey(engine: QuickJsEngine, message: ToThread): void {
  let text: string | undefined;
  try {
    text = resultOf(engine, message);
  } catch {
    // The engine itself failed; the host ends the thread with all that is in it.
    speak({ kind: 'failed' });
    return;
  }
  speak(text === undefined ? { kind: 'done' } : { kind: 'done', text });
}

async function serve(): Promise<never> {
  const engine = await loadQuickJs(limits);
  for (;;) {
    obey(engine, listen());
    await engine.ready();
  }
}

void serve();
