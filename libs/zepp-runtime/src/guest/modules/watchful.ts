import { ask, type Scope } from '../scope.js';
import { recording, used } from './recorder.js';

/** Asked for by bundlers, promises and printers, not by programs. */
const QUIET = new Set(['__esModule', 'default', 'then', 'toJSON', 'toString', 'valueOf', 'constructor']);

/** The same object; reading what it does not have is written to the log, and gives undefined as on a watch. */
export function watchful<T extends object>(scope: Scope, name: string, target: T): T {
  const telling = recording();
  return new Proxy(target, {
    get(from, key) {
      if (typeof key === 'string' && !(key in from) && !QUIET.has(key)) {
        ask(scope, 'missing', [`${name}.${key}`]);
      }
      const found = Reflect.get(from, key) as unknown;
      if (typeof key === 'string' && telling && (typeof found !== 'function' || 'prototype' in found)) {
        used([`${name}.${key}`]);
      }
      return found;
    },
  });
}

export function enumeration(scope: Scope, name: string, members: readonly string[]): object {
  return watchful(scope, name, Object.fromEntries(members.map((member) => [member, member])));
}
