import { asText, type Json } from '../wire/json.js';
import { type Core, type OpCall, Refused } from './core.js';
import { MOST_KEPT } from './keeping.js';
import type { Callback } from './realm.js';

type Listener = { callback: Callback; kind: string };
export type SettingChange = { key: string; newValue: string | null; oldValue: string | null };

/** `settingsStorage`: strings under keys, plain on the phone, shared by settings page and side service. */
export class PhoneSettings {
  private values = new Map<string, string>();
  private listeners: Listener[] = [];
  /** Characters of all keys and values. */
  private total = 0;
  private readonly core: Core;
  /** Told of every change; `from` is the kind of scope that wrote, `host` for the runtime's user. */
  onChange: (change: SettingChange, from: string) => void = () => undefined;

  /** Told of every change after all others: the settings page builds anew. */
  onAnyChange: () => void = () => undefined;

  constructor(core: Core) {
    this.core = core;
    core.ops.add('settings', {
      get: ({ args: [key] }) => this.get(asText(key)) ?? null,
      set: ({ scope, args: [key, value] }) => this.set(asText(key), asText(value), scope.kind),
      remove: ({ scope, args: [key] }) => this.set(asText(key), undefined, scope.kind),
      clear: ({ scope }) => {
        for (const key of [...this.values.keys()]) this.set(key, undefined, scope.kind);
      },
      all: () => this.all(),
      listen: (call) => this.listen(call),
      unlisten: ({ scope, args: [, fn] }) => {
        const gone = scope.callback(fn);
        this.listeners = this.listeners.filter(
          ({ callback }) => callback.scope !== scope || (gone !== undefined && !callback.equals(gone)),
        );
      },
    });
  }

  get(key: string): string | undefined {
    return this.values.get(key);
  }

  all(): Record<string, string> {
    return Object.fromEntries(this.values);
  }

  /** Writes, or removes for `undefined`, and tells every listener soon after. An equal value is no change. */
  set(key: string, value: string | undefined, from = 'host'): void {
    const old = this.values.get(key);
    if (old === value) return;
    const size = (text: string | undefined) => (text === undefined ? 0 : key.length + text.length);
    const total = this.total + size(value) - size(old);
    if (total > MOST_KEPT.settings) throw new Refused('Error', 'the settings are full');
    this.total = total;
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, value);
    const change = { key, newValue: value ?? null, oldValue: old ?? null };
    this.core.scheduler.after(0, this, () => {
      // Who starts because of the change reads it from what it was started with.
      const listeners = [...this.listeners];
      this.onChange(change, from);
      for (const { callback } of listeners) callback.invoke(change as Json);
      this.onAnyChange();
    });
  }

  private listen({ scope, args: [event, fn] }: OpCall): void {
    const callback = scope.callback(fn);
    if (callback === undefined || asText(event) !== 'change') return;
    if (this.listeners.some((one) => one.callback.equals(callback))) return;
    const listener = { callback, kind: scope.kind };
    this.listeners.push(listener);
    scope.atEnd(() => {
      this.listeners = this.listeners.filter((one) => one !== listener);
    });
  }
}
