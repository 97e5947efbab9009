import { describe, expect, test } from '@jest/globals';
import type { FaultName } from './planted/faults.js';
import { type Report, run } from './run.js';

const COUNT = 600;
/** Memory has to be looked at often enough that its first quarters can be told from the last. */
const COUNT_FOR_MEMORY = 2_500;

const playedOn = (plant: FaultName, count = COUNT): Promise<Report> =>
  run({
    ...{ count, seed: 4_711, healthyWaitsMs: 2_000, progress: () => undefined },
    stand: { program: 'test/fuzz/planted/stand.ts', env: { PLANT: plant } },
  });

/** What a report tells, without what was sent and how often. */
const told = (report: Report) => {
  const { samePid, victimUnchanged, ok, memory, badLogLines } = report;
  const findings = report.details.flatMap((detail) => {
    const { what } = detail as { what?: string };
    return what === undefined ? [] : [what];
  });
  const quietLog = badLogLines === 0;
  return { ok, samePid, victimUnchanged, quietLog, flat: memory.flat, findings: [...new Set(findings)] };
};
const SOUND = {
  ...{ ok: true, samePid: true, victimUnchanged: true },
  ...{ quietLog: true, flat: true, findings: [] as string[] },
};
const finding = (...findings: string[]) => ({ ok: false, findings });

describe('the harness', () => {
  test('reports nothing of a server without a fault', async () => {
    expect(told(await playedOn('none'))).toEqual(SOUND);
  });

  test.each<[FaultName, Partial<typeof SOUND>]>([
    ['a route that throws', finding('GET /api/v1/me: status 500')],
    ['a route that echoes', finding('GET /api/v1/me: what was sent comes back')],
    ['a route that shows its stack', finding('GET /api/v1/me: it shows the inside of the server')],
    ['a route that answers nothing', finding('no answer')],
    ['a stack in the log', { ok: false, quietLog: false }],
    ['a healthy client that hears nothing', finding('the healthy client was not answered')],
    ['a healthy client that is refused', finding('the healthy client was refused')],
    ['an entry that is lost', finding('the healthy client lost entries')],
    ['a victim whose data change', { ok: false, victimUnchanged: false }],
    ['an event that throws', finding('event: the server failed')],
    ['an event that echoes', finding('event: what was sent comes back')],
    ['an event that is never answered', finding('an event was not answered')],
  ])('reports %s, and nothing else', async (plant, expected) => {
    expect(told(await playedOn(plant))).toEqual({ ...SOUND, ...expected });
  });

  test('reports a listener that leaks, and nothing else', async () => {
    const report = await playedOn('a listener that leaks', COUNT_FOR_MEMORY);
    expect(told(report)).toEqual({ ...SOUND, ok: false, flat: false });
    const sound = await playedOn('none', COUNT_FOR_MEMORY);
    expect(told(sound)).toEqual(SOUND);
    expect(sound.memory.heapMb.length).toBeGreaterThanOrEqual(8);
  });

  test('reports a process that dies', async () => {
    const { ok, samePid, findings } = told(await playedOn('a process that dies'));
    expect({ ok, samePid }).toEqual({ ok: false, samePid: false });
    expect(findings).toContain('the healthy client was not answered');
  });
});
