import { asObject, asText, type Json } from '../wire/json.js';
import { type Core, type OpCall, Refused } from './core.js';
import { MOST_KEPT } from './keeping.js';

export type StorageLimits = {
  /** Characters of all keys and values together; on a watch undocumented, here without bound unless given. */
  size?: number | undefined;
  /** Objects come back as the JSON text they were stored as (research: field report on some firmware). */
  objectsAsText?: boolean | undefined;
};

/** Of the name that sets one storage apart from another. */
const MOST_PATH = 255;

const sizeOf = (key: string, value: Json) => key.length + JSON.stringify(value).length;
const heldBy = (space: Map<string, Json>, key: string): number => {
  const value = space.get(key);
  return value === undefined ? 0 : sizeOf(key, value);
};

/** `LocalStorage` as the program finds it after a kill or a reboot, and `sessionStorage`, which ends with the program. */
export class Storage {
  /** Namespace → key → value. The default namespace is the empty text. */
  readonly local = new Map<string, Map<string, Json>>();
  readonly session = new Map<string, Json>();
  readonly limits: StorageLimits;
  /** Characters that programs have stored, about. */
  private total = 0;

  constructor(core: Core, limits: StorageLimits = {}) {
    this.limits = limits;
    const local = ({ self: [path] }: OpCall) => this.space(asText(path).slice(0, MOST_PATH));
    const session = () => this.session;
    core.ops.add('@zos/storage.LocalStorage', this.ops(local));
    core.ops.add('@zos/storage.SessionStorage', this.ops(session));
  }

  /** Uninstalled: nothing of the program's is left. */
  clear(): void {
    this.local.clear();
    this.session.clear();
    this.total = 0;
  }

  space(path: string): Map<string, Json> {
    const known = this.local.get(path) ?? new Map<string, Json>();
    this.local.set(path, known);
    return known;
  }

  get(key: string, path = ''): Json | undefined {
    return this.local.get(path)?.get(key);
  }

  /** As if the program had stored it in an earlier life. */
  set(key: string, value: Json, path = ''): void {
    this.space(path).set(key, value);
  }

  /** `getItem` answers `{value}` or nothing, so that a stored null is no missing key. */
  private ops(of: (call: OpCall) => Map<string, Json>) {
    return {
      getItem: (call: OpCall): Json => {
        const value = of(call).get(asText(call.args[0]));
        return value === undefined ? null : { value: this.shown(value) };
      },
      setItem: (call: OpCall) => {
        const [key, json] = call.args;
        const value = JSON.parse(asText(json, 'null')) as Json;
        this.checkRoom(of(call), asText(key), value);
        this.grow(sizeOf(asText(key), value) - heldBy(of(call), asText(key)));
        of(call).set(asText(key), value);
      },
      removeItem: (call: OpCall) => {
        const key = asText(call.args[0]);
        this.grow(-heldBy(of(call), key));
        return of(call).delete(key);
      },
      clear: (call: OpCall) => {
        for (const key of of(call).keys()) this.grow(-heldBy(of(call), key));
        of(call).clear();
      },
      entries: (call: OpCall) =>
        Object.fromEntries([...of(call)].map(([key, value]) => [key, this.shown(value)])),
    };
  }

  private shown(value: Json): Json {
    const isObject = Array.isArray(value) || value === asObject(value);
    return isObject && this.limits.objectsAsText === true ? JSON.stringify(value) : value;
  }

  private grow(by: number): void {
    if (this.total + by > MOST_KEPT.storage) throw new Refused('Error', 'storage is full');
    this.total = Math.max(0, this.total + by);
  }

  private checkRoom(space: Map<string, Json>, key: string, value: Json): void {
    if (this.limits.size === undefined) return;
    let total = sizeOf(key, value);
    for (const [name, held] of space) if (name !== key) total += sizeOf(name, held);
    if (total > this.limits.size)
      throw new Refused('Error', `storage is full: ${total} of ${this.limits.size}`);
  }
}
