import { asText, type Json } from '../wire/json.js';
import type { Core, OpCall } from './core.js';

/** `LocalStorage` as the program finds it after a kill or a reboot, and `sessionStorage`, which ends with the program. */
export class Storage {
  /** Namespace → key → value. The default namespace is the empty text. */
  readonly local = new Map<string, Map<string, Json>>();
  readonly session = new Map<string, Json>();

  constructor(core: Core) {
    const local = ({ self: [path] }: OpCall) => this.space(asText(path));
    const session = () => this.session;
    for (const [name, of] of [
      ['LocalStorage', local],
      ['SessionStorage', session],
    ] as const) {
      core.ops.add(`@zos/storage.${name}`, {
        getItem: (call) => of(call).get(asText(call.args[0])) ?? call.args[1] ?? null,
        setItem: (call) => void of(call).set(String(call.args[0]), call.args[1] ?? null),
        removeItem: (call) => void of(call).delete(String(call.args[0])),
        clear: (call) => of(call).clear(),
      });
    }
  }

  space(path: string): Map<string, Json> {
    const known = this.local.get(path) ?? new Map<string, Json>();
    this.local.set(path, known);
    return known;
  }

  get(key: string, path = ''): Json | undefined {
    return this.local.get(path)?.get(key);
  }
}
