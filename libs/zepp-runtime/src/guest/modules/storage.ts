import { ask, type Scope } from '../scope.js';

/** Values go through JSON as on a watch: functions and undefined are lost, dates become texts. Throws for a circle. */
const stored = (value: unknown): string | undefined => JSON.stringify(value) as string | undefined;

function storageClass(scope: Scope, name: string): new (path?: string) => object {
  const to = (method: string, args: unknown[], path: string | undefined) =>
    ask(scope, `@zos/storage.${name}.${method}`, args, [path ?? '']);
  const made = class {
    private readonly path: string | undefined;

    constructor(path?: string) {
      Object.defineProperty(this, 'path', { value: path });
    }

    getItem(key: string, otherwise?: unknown): unknown {
      const found = to('getItem', [String(key)], this.path) as { value: unknown } | null;
      return found === null ? otherwise : found.value;
    }

    setItem(key: string, value: unknown): void {
      const kept = stored(value);
      if (kept === undefined) to('removeItem', [String(key)], this.path);
      else to('setItem', [String(key), kept], this.path);
    }

    removeItem(key: string): boolean {
      return to('removeItem', [String(key)], this.path) === true;
    }

    clear(): void {
      to('clear', [], this.path);
    }

    /** All that is stored, by key. Not declared by the platform; programs in the field list their keys by it. */
    get store(): object {
      return (to('entries', [], this.path) ?? {}) as object;
    }
  };
  Object.defineProperty(made, 'name', { value: name });
  return made;
}

/** `@zos/storage`: a missing key gives the caller's own default or undefined. */
export function storageMembers(scope: Scope): Record<string, unknown> {
  const LocalStorage = storageClass(scope, 'LocalStorage');
  const SessionStorage = storageClass(scope, 'SessionStorage');
  return {
    LocalStorage,
    SessionStorage,
    localStorage: new LocalStorage(),
    sessionStorage: new SessionStorage(),
  };
}
