import { Buffer } from 'buffer/index.js';
import { call, describe, handle } from './bridge.js';
import { makeLogger } from './logger.js';
import { makeLoader } from './modules/index.js';
import { ask, closeScope, openScope, type Scope } from './scope.js';
import { makeTimers } from './timers.js';

type Options = Record<string, unknown>;
type Context = Record<string, unknown> & { __$$module$$__: { id: number; module?: Options } };
export type WatchSettings = { scale: number; undeclared: 'undefined' | 'throw' };
type Settings = WatchSettings;
type Opened = { scope: Scope; context: Context };

const opened = new Map<number, Opened>();
const appHolder: { __globals__: { __scopedGlobals__: object }; app?: Options } = {
  __globals__: { __scopedGlobals__: {} },
};

const appOf = (options: Options): Options => ({ ...options, _options: options });

/** What `Page` was given in the page that is open, for app.js and the page itself. */
function currentPage(): { _options: Options } | undefined {
  const pages = [...opened.values()].filter(({ scope }) => scope.kind === 'page');
  const options = pages[pages.length - 1]?.context.__$$module$$__.module;
  return options === undefined ? undefined : { _options: options };
}

/** The object that a packaged file runs `with`: its loader, its timers, its constructors. */
function contextOf(scope: Scope, settings: Settings): Context {
  const load = makeLoader(scope, settings);
  const context: Context = {
    __$$R$$__: load,
    __$$app$$__: appHolder,
    __$$module$$__: { id: scope.id },
    // The packager ends what it turned into CommonJS with `module.exports = …`.
    module: { exports: {} },
    App: appOf,
    getApp: () => appHolder.app,
    getCurrentPage: currentPage,
    px: (value: number) => Math.round(value * settings.scale),
    ...makeTimers(scope),
  };
  const plain = (options: Options) => options;
  const constructors =
    scope.kind === 'service' ? ['AppService'] : ['Page', 'AppWidget', 'SecondaryWidget', 'AppService'];
  if (scope.kind !== 'app') for (const name of constructors) context[name] = plain;
  return context;
}

/**
 * The context of a `with` in which every name is found: one that neither the file nor the realm declares reads as
 * undefined, as it does on a watch.
 */
function forgiving(scope: Scope, context: Context): Context {
  const realm = globalThis as unknown as object;
  return new Proxy(context, {
    has: (target, key) => typeof key === 'string' && (key in target || !(key in realm)),
    get(target, key) {
      if (typeof key === 'string' && !(key in target)) ask(scope, 'undeclared', [key]);
      return Reflect.get(target, key) as unknown;
    },
  });
}

/** Calls a life-cycle method if the program has one; a throw is the program's and goes to the log. */
function live(options: Options | undefined, method: string, args: unknown[]): boolean {
  const fn = options?.[method];
  if (typeof fn !== 'function') return false;
  try {
    fn.apply(options, args);
    return true;
  } catch (fault) {
    call('fault', { where: method, text: describe(fault), stack: fault instanceof Error ? fault.stack : '' });
    return false;
  }
}

const optionsOf = (id: number): Options | undefined => {
  const entry = opened.get(id);
  if (entry?.scope.kind === 'app') return appHolder.app?._options as Options | undefined;
  return entry?.context.__$$module$$__.module;
};

/** Globals of the watch side, and the plumbing that packaged files look for. */
export function installWatchSide(realm: Record<string, unknown>, settings: Settings): void {
  const current = { __globals__: { __$$G$$__: {} as object } };
  const currentApp = { __globals__: { __$$G$$__: {} as object }, current };
  realm.Buffer = Buffer;
  realm.console = makeLogger('console');
  realm.DeviceRuntimeCore = { LifeCycle: {}, HmLogger: { getLogger: makeLogger } };
  realm.__$$hmAppManager$$__ = { currentApp };
  handle('scope.open', (data) => {
    const { id, kind } = data as { id: number; kind: string };
    const scope = openScope(id, kind);
    const context = contextOf(scope, settings);
    opened.set(id, { scope, context });
    const seen = settings.undeclared === 'throw' ? context : forgiving(scope, context);
    (kind === 'app' ? currentApp : current).__globals__.__$$G$$__ = seen;
  });
  handle('scope.close', (data) => {
    const entry = opened.get(data as number);
    if (entry !== undefined) closeScope(entry.scope);
    opened.delete(data as number);
  });
  handle('live', (data) => {
    const { id, method, args } = data as { id: number; method: string; args: unknown[] };
    return live(optionsOf(id), method, args);
  });
  handle('has', (data) => optionsOf(data as number) !== undefined);
}
