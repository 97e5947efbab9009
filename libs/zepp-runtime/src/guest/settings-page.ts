import { Buffer } from 'buffer/index.js';
import { call, describe, handle } from './bridge.js';
import { makeLogger } from './logger.js';
import { phoneTexts } from './phone-texts.js';
import { closeScope, keep, openScope, type Scope } from './scope.js';
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

/** Functions become numbers that the host can call; the rest must be plain. */
function plainProps(scope: Scope, props: Options): Options {
  const plain: Options = {};
  for (const [key, value] of Object.entries(props)) {
    if (typeof value === 'function') plain[key] = { $fn: keep(scope, value) };
    else if (isPart(value)) plain[key] = plainPart(scope, value);
    else plain[key] = value;
  }
  return plain;
}

function plainPart(scope: Scope, part: Part | string): unknown {
  if (typeof part === 'string') return part;
  const children = part.children.map((child) => plainPart(scope, child));
  return { type: part.type, props: plainProps(scope, part.props), children };
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
      const [root] = childrenOf(page?.build?.({ settingsStorage, settings: settingsStorage.toObject }));
      return root === undefined ? null : plainPart(scope, root);
    } catch (fault) {
      call('fault', { where: 'build', text: describe(fault), stack: '' });
      return null;
    }
  });
  handle('scope.close', () => closeScope(scope));
}
