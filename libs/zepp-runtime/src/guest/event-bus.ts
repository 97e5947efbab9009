type Listener = (...args: unknown[]) => void;

/** `EventBus` of `@zos/utils`. */
export class EventBus {
  private readonly listeners = new Map<string, Listener[]>();

  on(name: string, listener: Listener): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }

  off(name: string, listener?: Listener): void {
    if (listener === undefined) this.listeners.delete(name);
    else
      this.listeners.set(
        name,
        (this.listeners.get(name) ?? []).filter((one) => one !== listener),
      );
  }

  emit(name: string, ...args: unknown[]): void {
    for (const listener of this.listeners.get(name) ?? []) listener(...args);
  }

  once(name: string, listener: Listener): void {
    const only: Listener = (...args) => {
      this.off(name, only);
      listener(...args);
    };
    this.on(name, only);
  }

  clear(name?: string): void {
    if (name === undefined) this.listeners.clear();
    else this.listeners.delete(name);
  }

  /** Listeners of a name; without one, how many names have any. */
  count(name?: string): number {
    if (name !== undefined) return this.listeners.get(name)?.length ?? 0;
    return [...this.listeners.values()].filter((list) => list.length > 0).length;
  }
}
