import { describe, expect, test } from '@jest/globals';
import { Scheduler } from './scheduler.js';
import { fixedZone, instantOfLocal, localFields, minutesAt, zoneRules } from './zone.js';

describe('a scheduler', () => {
  test('runs in order of time, and of two at once the older first', () => {
    const scheduler = new Scheduler(0);
    const ran: string[] = [];
    const owner = {};
    for (const [at, name] of [
      [5, 'c'],
      [3, 'a'],
      [5, 'd'],
      [3, 'b'],
    ] as const) {
      scheduler.at(at, owner, () => void ran.push(`${name}${scheduler.now}`));
    }
    while (scheduler.runNext(10)) expect(scheduler.now).toBeLessThanOrEqual(10);
    expect(ran).toEqual(['a3', 'b3', 'c5', 'd5']);
  });

  test('forgets what is cancelled and all of an owner that ends', () => {
    const scheduler = new Scheduler(0);
    const ran: string[] = [];
    const [gone, stays] = [{}, {}];
    scheduler.cancel(scheduler.at(1, stays, () => void ran.push('cancelled')));
    scheduler.at(1, gone, () => void ran.push('gone'));
    scheduler.at(1, stays, () => void ran.push('stays'));
    scheduler.cancelAllOf(gone);
    while (scheduler.runNext(1)) expect(scheduler.nextAt).toBeUndefined();
    expect(ran).toEqual(['stays']);
  });

  test('never moves back', () => {
    const scheduler = new Scheduler(100);
    scheduler.at(5, {}, () => undefined);
    expect(scheduler.nextAt).toBe(100);
    scheduler.moveTo(50);
    expect(scheduler.now).toBe(100);
  });

  test('lets nothing from outside leap over what a busy host has not run yet', () => {
    const scheduler = new Scheduler(0);
    const seen: number[] = [];
    for (const at of [100, 200]) scheduler.at(at, {}, () => void seen.push(scheduler.now));
    scheduler.live = () => 5_000;
    scheduler.hold(() => void seen.push(scheduler.now));
    while (scheduler.runNext(scheduler.now));
    scheduler.hold(() => void seen.push(scheduler.now));
    expect(seen).toEqual([100, 100, 200, 5_000]);
  });
});

describe('zone rules', () => {
  const winter = Date.UTC(2026, 0, 15);

  test('change when the clocks do', () => {
    const berlin = zoneRules('Europe/Berlin', winter);
    const spring = Date.UTC(2026, 2, 29, 1);
    expect(minutesAt(berlin, spring - 1)).toBe(60);
    expect(minutesAt(berlin, spring)).toBe(120);
    expect(minutesAt(zoneRules('Pacific/Chatham', winter), winter)).toBe(825);
  });

  test('lead from a wall clock back to its instant', () => {
    const berlin = zoneRules('Europe/Berlin', winter);
    for (let at = winter; at < winter + 365 * 86_400_000; at += 6 * 3_600_000 + 1) {
      const local = localFields(berlin, at).getTime();
      expect(localFields(berlin, instantOfLocal(berlin, local)).getTime()).toBe(local);
    }
    expect(localFields(fixedZone(-90), winter).toISOString()).toBe('2026-01-14T22:30:00.000Z');
  });
});
