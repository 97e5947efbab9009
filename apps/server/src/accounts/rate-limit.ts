import { isIP, isIPv6 } from 'node:net';
import type { Clock } from '../api/clock.js';

export type Allowance = { times: number; withinMs: number };

/** Beyond this many keys the oldest are forgotten: memory stays bounded whoever knocks. */
const MAX_KEYS = 10_000;

/** Counts wrong tries by key in a sliding window; nothing is stored on disk. */
export class RateLimit {
  private readonly tries = new Map<string, number[]>();

  constructor(
    private readonly allowance: Allowance,
    private readonly now: Clock,
  ) {}

  /** Milliseconds to wait before `key` may try again, or undefined when it may now. */
  waitFor(key: string): number | undefined {
    const recent = this.recent(key);
    const first = recent[recent.length - this.allowance.times];
    return first === undefined ? undefined : Math.max(1, first + this.allowance.withinMs - this.now());
  }

  note(key: string): void {
    const recent = [...this.recent(key), this.now()].slice(-this.allowance.times);
    this.tries.delete(key);
    this.tries.set(key, recent);
    if (this.tries.size > MAX_KEYS) this.tries.delete(this.tries.keys().next().value as string);
  }

  forget(key: string): void {
    this.tries.delete(key);
  }

  private recent(key: string): number[] {
    const since = this.now() - this.allowance.withinMs;
    return (this.tries.get(key) ?? []).filter((at) => at > since);
  }
}

/** Some proxies name the caller's port, too, which is another one each time. */
const withoutPort = (address: string): string =>
  address.replace(/^([\d.]+):\d+$/, '$1').replace(/^\[(.+)\](?::\d+)?$/, '$1');

/** One caller, one key: an IPv6 home owns a whole /64, so that is what is counted. */
export function callerKey(told: string | undefined): string {
  const address = withoutPort(told ?? '');
  // A connection that is gone already has no address any more, and a proxy may tell one that is none; all those share one key.
  if (isIP(address) === 0) return 'gone';
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address.replace(/^::ffff:/, '');
  const [head = '', tail = ''] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
