import { describe, expect, test } from '@jest/globals';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { Clockwork } from '../core/clockwork.js';
import { type Device, findDevice } from '../core/devices.js';
import type { HostTimers } from '../core/host-timers.js';
import { noNetwork } from '../core/network.js';
import { loadPackage } from '../core/package.js';
import { Scheduler } from '../core/scheduler.js';
import { Watch } from '../core/watch.js';
import { nodeEngine } from './engine.js';

const LOOK_MS = 200;
const balance = findDevice('balance') as Device;

/** A host whose time passes only by hand: how busy it is, the test says. */
class SlowHost implements HostTimers {
  at = 0;
  private due: { at: number; run: () => void }[] = [];
  now(): number {
    return this.at;
  }
  after(ms: number, run: () => void): () => void {
    const one = { at: this.at + ms, run };
    this.due.push(one);
    return () => {
      this.due = this.due.filter((other) => other !== one);
    };
  }
  turn(): Promise<void> {
    return Promise.resolve();
  }
  /** Gives the host's timers their turn, once. */
  ring(): void {
    const ready = this.due.filter(({ at }) => at <= this.at);
    this.due = this.due.filter(({ at }) => at > this.at);
    for (const { run } of ready) run();
  }
}

describe('a clockwork on a host that is too slow for its speed', () => {
  test('lets nothing from outside leap over what is still due', () => {
    const host = new SlowHost();
    const scheduler = new Scheduler(0);
    const clockwork = new Clockwork({ scheduler, timers: host, network: noNetwork, remark: () => undefined });
    clockwork.setSpeed(40);
    const seen: number[] = [];
    const look = () => {
      seen.push(scheduler.now);
      host.at += 7;
      scheduler.after(LOOK_MS, host, look);
    };
    scheduler.after(LOOK_MS, host, look);
    host.at += 500;
    const inputs: number[] = [];
    for (let round = 0; round < 30; round += 1) {
      clockwork.enter(() => inputs.push(scheduler.now));
      host.at += 20;
      host.ring();
    }
    const gaps = seen.slice(1).map((at, index) => at - (seen[index] ?? 0));
    expect(new Set(gaps)).toEqual(new Set([LOOK_MS]));
    const ordered = [...inputs].sort((a, b) => a - b);
    expect(inputs).toEqual(ordered);
  });
});

test('a program whose host stalls reads steps of its own interval', async () => {
  const host = new SlowHost();
  const read: number[] = [];
  const page = `build(){ setInterval(() => console.log('look ' + Date.now()), ${LOOK_MS}) }`;
  const loaded = loadPackage(tinyProgram({ page }), balance);
  if (!loaded.ok) throw new Error(loaded.message);
  const watch = new Watch({
    engine: nodeEngine,
    program: loaded.program,
    device: balance,
    timers: host,
    startAt: 0,
    speed: 40,
    log: ({ text }) => {
      const at = /look (\d+)/.exec(text)?.[1];
      if (at === undefined) return;
      host.at += 7;
      read.push(Number(at));
    },
  });
  watch.launch();
  for (let round = 0; round < 10; round += 1) {
    host.at += 60;
    watch.link.drop();
    watch.setSpeed(round % 2 === 0 ? 40 : 38);
    watch.link.restore();
    host.ring();
  }
  watch.close();
  const gaps = read.slice(1).map((at, index) => at - (read[index] ?? 0));
  expect(read.length).toBeGreaterThan(20);
  expect(new Set(gaps)).toEqual(new Set([LOOK_MS]));
});
