/** What happens in the household whose data every release leaves behind. */
import type { Entry } from '@plumbline/routine-core';
import { moves, wholeSession } from '../../apps/server/src/testing/entries.js';
import type { Owner } from './owner.js';

const [WATCH, SECOND, CONTINUED] = ['A', 'B', 'C'].map((sign) => `01JD3Z5X8QWPGRADED0000000${sign}`) as [
  string,
  string,
  string,
];
const MONDAY = Date.UTC(2026, 10, 2, 17, 30);
const DAY = 86_400_000;
const session = (seq: number, day: number, sign: string): Entry[] =>
  wholeSession({ seq, at: MONDAY + day * DAY, sessionId: `01JD3Z5X8QSPGRADED0000000${sign}` });

/** Sessions, an entry nobody can read, one too large, a gap, a fork and its continuation, a removed device, a session still open. */
export async function liveThrough(owner: Owner, claimToken: string): Promise<void> {
  const form = { name: 'Ída Sørensen', password: 'plumb lines hang straight', token: claimToken };
  await owner.ask('POST', '/api/v1/claim', form);
  const watch = await owner.pair('Balance', WATCH);
  const next = await pushWeeks(owner, watch.token);
  await pushOddities(owner, watch.token, next);
  const second = await owner.pair('Active 2, bedroom', SECOND);
  await owner.push(second.token, SECOND, 1, [...moves(3), ...session(4, 9, '4').slice(0, 9)]);
  const lost = await owner.pair('Lost on a train', CONTINUED.replace('C', 'D'));
  await owner.ask('DELETE', `/api/v1/devices/${lost.deviceId}`);
}

async function pushWeeks(owner: Owner, token: string): Promise<number> {
  let seq = 1;
  for (const [day, sign] of [
    [0, '1'],
    [2, '2'],
    [4, '3'],
  ] as const) {
    const played = session(seq, day, sign);
    await owner.push(token, WATCH, 1, played);
    seq += played.length;
  }
  await owner.push(token, WATCH, 1, session(1, 0, '1'));
  return seq;
}

async function pushOddities(owner: Owner, token: string, next: number): Promise<void> {
  const at = MONDAY + 5 * DAY;
  const strange = {
    seq: next,
    at,
    zone: -210,
    kind: 'from-the-future',
    note: 'naïve 🙂\u2028',
    deep: [{ b: 1, a: null }],
  };
  const giant = { seq: next + 1, at, zone: 60, kind: 'clock-moved', byMs: 1, note: 'n'.repeat(1_200) };
  await owner.push(token, WATCH, 1, [strange, giant]);
  // Three numbers are lost for good, and the server names the gap.
  await owner.push(token, WATCH, next + 5, moves(2, next + 5));
  const forked = moves(2, next + 6).map((entry) => ({ ...entry, byMs: 9_000 }) as Entry);
  await owner.push(token, WATCH, next + 5, forked);
  await owner.push(token, CONTINUED, 1, moves(3));
}
