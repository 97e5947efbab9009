import { ask, type Scope } from '../scope.js';

/** Modules that watches have and this runtime does not model; the reference describes them, the declarations do not. */
export const UNMODELLED = new Set(['@zos/media', '@zos/share-storage', '@zos/crypto']);
/** Members of the same kind in modules that are modelled otherwise. */
export const UNMODELLED_MEMBERS: Record<string, readonly string[]> = {
  '@zos/storage': ['TypedStorage', 'ShareLocalStorage', 'ShareTypedStorage'],
};

/** Can be named and passed on; calling or making anything of it is refused by the host, as `NotModelled`. */
export function unmodelled(scope: Scope, name: string): unknown {
  const refuse = () => ask(scope, name, []) as object;
  return new Proxy(class {}, {
    get: (_from, key) =>
      typeof key === 'symbol' || key === 'prototype' || key === 'then' || key === '__esModule'
        ? undefined
        : unmodelled(scope, `${name}.${key}`),
    apply: refuse,
    construct: refuse,
  });
}
