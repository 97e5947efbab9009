import type { Entry } from '@plumbline/routine-core';
import { Eraser } from '../corrections/eraser.js';
import { JOURNAL, moves, OTHER_JOURNAL, pushOf, wholeSession } from './entries.js';
import { bearer, type Device, type Person, type World } from './world.js';

const DAY = 86_400_000;
export const lifeSession = (index: number): string => `01JD3Z5X8QSESS10N00000${String(2_000 + index)}`;

/**
 * An account that holds one of everything: two watches, sessions, gaps, numbers that came late, entries nobody can read, a
 * routine of its own with a session that came before it, settings that were changed and weeks away that were withdrawn, a
 * correction, an undo, a deleted session and an erased one.
 */
export async function liveRichly(world: World, person: Person): Promise<Device> {
  const watch = await world.device(person, JOURNAL);
  const next = await pushSessions(world, watch);
  await pushOddities(world, watch, next);
  await decide(world, person);
  await correct(world, person);
  const second = await world.device(person, OTHER_JOURNAL);
  const body = pushOf(moves(2), { journalId: OTHER_JOURNAL });
  await world.ask('POST', '/api/v1/journal', body, bearer(second));
  return watch;
}

async function pushSessions(world: World, watch: Device): Promise<number> {
  const parts: Entry[][] = [];
  let seq = 1;
  for (let index = 0; index < 4; index += 1) {
    const at = world.now - (40 - index) * DAY;
    parts.push(wholeSession({ seq, at, sessionId: lifeSession(index) }));
    seq += parts[index]?.length ?? 0;
  }
  // The second half of a session comes before its first.
  const [last = []] = parts.splice(3, 1);
  for (const part of [...parts, last.slice(20), last.slice(0, 20)])
    await world.ask('POST', '/api/v1/journal', pushOf(part), bearer(watch));
  return seq;
}

async function pushOddities(world: World, watch: Device, next: number): Promise<void> {
  const strange = {
    at: world.now,
    zone: 60,
    kind: 'levitated',
    note: 'naïve 🙂\u2028',
    deep: [{ b: 1, a: 0.5 }],
  };
  const feigned = { at: world.now, zone: 60, kind: 'erased', digest: 'x'.repeat(43) };
  const giant = { at: world.now, zone: 60, kind: 'clock-moved', byMs: 1, note: 'n'.repeat(1_200) };
  const odd = [strange, feigned, giant].map((entry, index) => ({ seq: next + index, ...entry }));
  await world.ask('POST', '/api/v1/journal', pushOf(odd), bearer(watch));
  const lost = pushOf(moves(2, next + 6), { first: next + 6 });
  await world.ask('POST', '/api/v1/journal', lost, bearer(watch));
  // One of the lost numbers turns up after all.
  await world.ask('POST', '/api/v1/journal', pushOf(moves(1, next + 4)), bearer(watch));
}

async function decide(world: World, { cookie }: Person): Promise<void> {
  const put = (place: string, basedOn: number, body: object) =>
    world.ask('PUT', `/api/v1/documents/${place}`, { basedOn, body }, { cookie });
  await put('settings/main', 0, { firstDayOfWeek: 7, watchFace: 'moss' });
  await put('settings/main', 1, { firstDayOfWeek: 6 });
  await put('week-plan/main', 0, { goal: 2, days: [] });
  await put('away-weeks/main', 0, { weeks: [{ day: '2026-11-02', why: 'ill' }] });
  await world.ask('DELETE', '/api/v1/documents/away-weeks/main?basedOn=1', undefined, { cookie });
}

async function correct(world: World, { cookie }: Person): Promise<void> {
  const at = (index: number) => `/api/v1/sessions/${lifeSession(index)}`;
  const say = (address: string, changes: object) =>
    world.ask('POST', `${address}/corrections`, { changes }, { cookie });
  const begun = world.now;
  world.now = begun - 35 * DAY;
  await say(at(3), { note: 'Nobody will know.' });
  await world.ask('DELETE', at(3), undefined, { cookie });
  world.now = begun;
  await world.server.app.get(Eraser).look();
  await say(at(0), { note: 'The doorbell rang.' });
  await say(at(0), { note: 'It was the neighbour.' });
  await world.ask('POST', `${at(0)}/corrections/5/undo`, {}, { cookie });
  await world.ask('DELETE', at(1), undefined, { cookie });
}
