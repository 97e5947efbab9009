import { type Device, devices, findDevice } from '../core/devices.js';
import type { Engine } from '../core/engine.js';
import type { KeptState } from '../core/memory.js';
import { loadPackage } from '../core/package.js';
import { BadScenario } from '../core/scenario-kinds.js';
import { readScenario } from '../core/scenario-read.js';
import { Watch } from '../core/watch.js';
import type { WatchOptions } from '../core/watch-options.js';
import { nodeEngine } from './engine.js';
import { NoPackage, readFolder } from './folder.js';
import { nodeNetwork } from './network.js';
import { nodePng } from './png.js';
import { quickJsEngine } from './quickjs-thread.js';
import { nodeTimers } from './timers.js';

/** What the program is read from: the bytes of a `.zab` or `.zpk`, or a build folder. */
export type PackageSource = Uint8Array | { dir: string };
export type NodeWatchOptions = Omit<
  WatchOptions,
  'engine' | 'program' | 'device' | 'timers' | 'toPng' | 'startAt'
> & {
  /** When the watch's time begins; default noon of Monday, 5 January 2026, UTC, when nothing special happens. */
  startAt?: WatchOptions['startAt'];
  package: PackageSource;
  /** What `watch.system.memory.take()` gave: the program finds what an earlier watch, or an earlier version of it, kept. */
  state?: KeptState;
  /** What happens to the watch, as JSON text or its object (docs/scenarios.md). Other options go before what it says. */
  scenario?: unknown;
  /** A model's code or name; default Amazfit Balance. */
  device?: string;
  /** V8 for trusted programs, fast; QuickJS in a thread for all others; or one of your own. Default V8. */
  engine?: 'v8' | 'quickjs' | WatchOptions['engine'];
};

const MONDAY_NOON = Date.UTC(2026, 0, 5, 12);

/** The package or the model cannot be used; `message` is a sentence for people. */
export class CannotRun extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'CannotRun';
    this.code = code;
  }
}

function deviceOf(name: string): Device {
  const found = findDevice(name);
  if (found !== undefined) return found;
  const codes = devices.map(({ code }) => code).join(', ');
  throw new CannotRun('unknown-device', `There is no model "${name}". Known models: ${codes}.`);
}

function bytesOf(source: PackageSource): Uint8Array {
  if (source instanceof Uint8Array || !('dir' in source)) return source;
  try {
    return readFolder(source.dir);
  } catch (fault) {
    if (fault instanceof NoPackage) throw new CannotRun('not-a-package', fault.message);
    throw fault;
  }
}

function engineOf(wanted: 'v8' | 'quickjs' | Engine): Engine {
  if (wanted === 'v8') return nodeEngine;
  return wanted === 'quickjs' ? quickJsEngine() : wanted;
}

/** What a scenario says, under what the caller says. Throws `BadScenario`. */
function withScenario({ scenario: source, ...rest }: NodeWatchOptions) {
  if (source === undefined) return { options: rest };
  const read = readScenario(source, { startAt: rest.startAt, zone: rest.zone });
  if (!read.ok) throw new BadScenario(read.problems);
  const { happenings: _later, ...head } = read.scenario;
  return { options: { ...head, ...rest }, scenario: read.scenario };
}

/**
 * A watch in this process, with the real network behind its phone. Throws `CannotRun` for a package that cannot run and
 * `BadScenario` for a scenario with mistakes. With the real network the phone's timers are the host's unless `phone.timers`
 * says otherwise.
 */
export async function createWatch(given: NodeWatchOptions): Promise<Watch> {
  const { options, scenario } = withScenario(given);
  const { package: source, device: name = 'balance', phone, engine = 'v8', state, ...rest } = options;
  const device = deviceOf(name);
  const loaded = loadPackage(bytesOf(source), device);
  if (!loaded.ok) throw new CannotRun(loaded.code, loaded.message);
  const network = phone?.network ?? nodeNetwork();
  const timers =
    phone?.timers ?? (phone?.network === undefined && phone?.webSocket === true ? 'host' : 'watch');
  const watch = new Watch({
    engine: engineOf(engine),
    timers: nodeTimers,
    toPng: nodePng,
    startAt: MONDAY_NOON,
    ...rest,
    device,
    program: loaded.program,
    phone: { ...phone, network, timers },
  });
  if (state !== undefined) watch.system.memory.giveBack(state);
  if (scenario !== undefined) watch.scenario.plan(scenario);
  return watch;
}
