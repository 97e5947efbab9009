import { Buffer } from 'buffer/index.js';
import { call, describe, handle } from './bridge.js';
import { makeLogger } from './logger.js';
import { phoneTexts } from './phone-texts.js';
import { ask, closeScope, forget, keep, openScope, type Scope, toWire } from './scope.js';
import { settingsStorageFor } from './settings-storage.js';
import { makeTimers } from './timers.js';

type Options = Record<string, unknown>;
type Part = { type: string; props: Options; children: (Part | string)[] };

const PARTS = [
  'Auth',
  'Button',
  'Image',
  'Link',
  'Section',
  'Select',
  'Slider',
  'Text',
  'TextImageRow',
  'TextInput',
  'Toast',
  'Toggle',
  'View',
];

const isPart = (value: unknown): value is Part =>
  value instanceof Object && 'type' in value && 'props' in value;

function childrenOf(given: unknown): (Part | string)[] {
  if (Array.isArray(given)) return given.flatMap(childrenOf);
  if (isPart(given)) return [given];
  if (typeof given === 'function') return childrenOf((given as () => unknown)());
  return given === undefined || given === null || typeof given === 'boolean' ? [] : [String(given)];
}

/** `View(props, children)`; `Text(props, 'words')`; a call with children alone is taken too. */
function partMaker(type: string) {
  return (first: unknown = {}, second?: unknown): Part => {
    const bare = isPart(first) || Array.isArray(first) || typeof first !== 'object';
    return {
      type,
      props: bare ? {} : ((first ?? {}) as Options),
      children: childrenOf(bare ? first : second),
    };
  };
}

/** Numbers of the functions that the last build handed out; they are forgotten when the next one is there. */
let handed = new Set<number>();

function marked(scope: Scope, value: unknown): unknown {
  if (isPart(value)) return plainPart(scope, value);
  if (Array.isArray(value)) return value.map((item) => marked(scope, item));
  if (typeof value !== 'function') return toWire(scope, value);
  const number = keep(scope, value);
  handed.add(number);
  return { $fn: number };
}

function plainPart(scope: Scope, part: Part | string): unknown {
  if (typeof part === 'string') return part;
  const props = Object.fromEntries(
    Object.entries(part.props).map(([key, value]) => [key, marked(scope, value)]),
  );
  return { type: part.type, props, children: part.children.map((child) => plainPart(scope, child)) };
}

/** One build: what the program's `build` returns, as plain data. Several roots stand in one view. */
function built(scope: Scope, given: unknown): unknown {
  const before = handed;
  handed = new Set();
  const roots = childrenOf(given);
  const [first] = roots;
  if (first === undefined) return null;
  const tree = roots.length === 1 && isPart(first) ? first : { type: 'View', props: {}, children: roots };
  const plain = plainPart(scope, tree);
  for (const number of before) if (!handed.has(number)) forget(number);
  return plain;
}

export type SettingsPageSettings = { scope: number; language: string };

/** Globals of the settings page in the phone's app. */
export function installSettingsPage(realm: Options, given: SettingsPageSettings): void {
  const scope = openScope(given.scope, 'settings');
  let page: { build?: (props: Options) => unknown } | undefined;
  const settingsStorage = settingsStorageFor(scope);
  Object.assign(realm, makeTimers(scope), {
    Buffer,
    console: makeLogger('console'),
    Logger: { getLogger: makeLogger },
    ...phoneTexts(given.language),
    settings: { settingsStorage },
    AppSettingsPage: (options: Options) => {
      page = options as typeof page;
      return options;
    },
  });
  for (const part of PARTS) realm[part] = partMaker(part);
  handle('build', () => {
    try {
      return built(scope, page?.build?.({ settingsStorage, settings: ask(scope, 'settings.all', []) }));
    } catch (fault) {
      call('fault', { where: 'build', text: describe(fault), stack: '' });
      return null;
    }
  });
  handle('scope.close', () => closeScope(scope));
}
