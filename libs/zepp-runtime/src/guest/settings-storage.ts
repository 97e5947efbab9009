import { ask, type Scope } from './scope.js';

/** `settingsStorage`, the same on the settings page and in the side service. Values are strings. */
export function settingsStorageFor(scope: Scope): Record<string, unknown> {
  const to = (op: string, ...args: unknown[]) => ask(scope, `settings.${op}`, args);
  const storage = {
    getItem: (key: string) => to('get', String(key)) ?? undefined,
    setItem: (key: string, value: unknown) => void to('set', String(key), asText(value)),
    removeItem: (key: string) => void to('remove', String(key)),
    clear: () => void to('clear'),
    key: (index: number) => Object.keys(to('all') as object)[index],
    toObject: () => to('all'),
    addListener: (event: string, listener: unknown) => void to('listen', event, listener),
    removeListener: (event: string, listener: unknown) => void to('unlisten', event, listener ?? null),
  };
  Object.defineProperty(storage, 'length', { get: () => Object.keys(to('all') as object).length });
  return storage;
}

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);
