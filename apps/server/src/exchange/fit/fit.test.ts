import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findRoutine, makeRoutine, type Routine } from '@plumbline/routine-core';
import { decoded } from '../../testing/decoded.js';
import { JOURNAL, pushOf, SESSION, wholeSession } from '../../testing/entries.js';
import { bearer, type Device, type Person, START, World } from '../../testing/world.js';

const RUNNING = '01JD3Z5X8QSESS10N000000002';
const STRANGE = '01JD3Z5X8QSESS10N000000003';
const activityOf = (id: string) => `/api/v1/sessions/${id}/activity.fit`;

describe('the FIT addresses', () => {
  const world = new World();
  let ida: Person;
  let ole: Person;
  let watch: Device;
  const as = (person: Person) => ({ cookie: person.cookie });
  const ask = (path: string, person = ida) => world.ask('GET', path, undefined, as(person));
  const fileAt = async (path: string) => {
    const reply = await fetch(`${world.server.url}${path}`, { headers: as(ida) });
    return { reply, messages: decoded(Buffer.from(await reply.arrayBuffer())) };
  };
  const act = (route: string, body: object = {}) => world.ask('POST', route, body, as(ida));

  beforeAll(async () => {
    await world.start();
    ida = await world.person('Ida');
    ole = await world.person('Ole');
    watch = await world.device(ida, JOURNAL);
    const started = { zone: 60, kind: 'session-started', routineVersion: 1 };
    const options = { level: 'low', withOptional: false };
    const entries = [
      ...wholeSession({ seq: 1, at: START }),
      { seq: 100, at: START, sessionId: RUNNING, routineId: 'first-week', options, ...started },
      { seq: 101, at: START, sessionId: STRANGE, routineId: 'nobody-knows', options, ...started },
      { seq: 102, at: START + 600_000, zone: 60, kind: 'session-ended', sessionId: STRANGE, how: 'saved' },
    ];
    await world.ask('POST', '/api/v1/journal', pushOf(entries), bearer(watch));
  });
  afterAll(() => world.end());

  test('give a session as a file of its day and id', async () => {
    const { reply, messages } = await fileAt(activityOf(SESSION));
    expect(reply.headers.get('content-type')).toBe('application/vnd.ant.fit');
    expect(reply.headers.get('content-disposition')).toBe(
      `attachment; filename="plumbline-2026-11-16-${SESSION}.fit"`,
    );
    expect(messages.sessionMesgs).toMatchObject([{ totalElapsedTime: 410, sportProfileName: 'First week' }]);
  });

  test('give a session as its person corrected it', async () => {
    const route = `/api/v1/sessions/${SESSION}/corrections`;
    const efforts = [{ blockId: 'core', value: 8 }];
    const steps = [
      { step: 1, heldMs: 12_500 },
      { step: 5, reps: 2 },
      { step: 7, skipped: true },
    ];
    await act(route, { changes: { endedAt: START + 500_000, efforts, steps } });
    const { messages } = await fileAt(activityOf(SESSION));
    const stepAt = (index: number) => messages.setMesgs?.find(({ wktStepIndex }) => wktStepIndex === index);
    expect(messages.sessionMesgs).toMatchObject([
      { totalElapsedTime: 500, totalTimerTime: 410, workoutRpe: 80 },
    ]);
    expect([stepAt(1)?.duration, stepAt(5)?.repetitions, stepAt(7)]).toEqual([12.5, 2, undefined]);
  });

  test('give a session of a routine that is not here without sets', async () => {
    const { messages } = await fileAt(activityOf(STRANGE));
    expect(messages.sessionMesgs).toMatchObject([{ totalTimerTime: 600, sportProfileName: 'nobody-knows' }]);
    expect(messages.setMesgs).toBeUndefined();
  });

  test.each([
    ['that is still going on', RUNNING, 409, 'not-over'],
    ['that is not there', '01JD3Z5X8QSESS10N000000008', 404, 'not-found'],
    ['by another name than an id', 'x', 404, 'not-found'],
  ])('give no session %s', async (_name, id, status, code) => {
    const reply = await ask(activityOf(id));
    expect([reply.status, reply.body.code]).toEqual([status, code]);
  });

  test('give nobody what is another’s', async () => {
    expect((await ask(activityOf(SESSION), ole)).status).toBe(404);
    expect((await world.ask('GET', activityOf(SESSION))).status).toBe(401);
    expect((await world.ask('GET', activityOf(SESSION), undefined, bearer(watch))).status).toBe(403);
    expect((await world.ask('GET', '/api/v1/routines/back-posture/workout.fit')).status).toBe(401);
  });

  test.each([
    ['', 'plumbline-back-posture-1-low.fit'],
    ['?level=high', 'plumbline-back-posture-1-high.fit'],
    ['?level=5&withOptional=true', 'plumbline-back-posture-1-5.fit'],
  ])('give a bundled routine as a workout: %s', async (query, name) => {
    const { reply, messages } = await fileAt(`/api/v1/routines/back-posture/workout.fit${query}`);
    expect(reply.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
    expect(messages.workoutMesgs).toMatchObject([{ wktName: 'Back and posture' }]);
  });

  test.each(['?level=7', '?level=lower', '?withOptional=1'])('refuse a workout %s', async (query) => {
    const reply = await ask(`/api/v1/routines/back-posture/workout.fit${query}`);
    expect([reply.status, reply.body.code]).toEqual([400, 'invalid']);
  });

  test('give the newest version of an own routine, and none that was withdrawn', async () => {
    const body = makeRoutine({
      ...(findRoutine('micro-cat') as Routine),
      id: 'mine',
      version: 1,
      name: 'Ünder the 🐈',
    });
    const path = '/api/v1/routines/mine/workout.fit';
    expect((await ask(path)).status).toBe(404);
    await world.ask('PUT', '/api/v1/documents/routine/mine', { basedOn: 0, body }, as(ida));
    expect((await fileAt(path)).messages.workoutMesgs).toMatchObject([{ wktName: 'Ünder the 🐈' }]);
    expect((await ask(path, ole)).status).toBe(404);
    await world.ask('DELETE', '/api/v1/documents/routine/mine?basedOn=1', undefined, as(ida));
    expect((await ask(path)).status).toBe(404);
  });
});
