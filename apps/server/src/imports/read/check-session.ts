import { FileProblem } from './file-problem.js';
import type { Found, Remarks } from './found.js';
import { AHEAD_MS, HISTORY_LIMITS, LONGEST_MS } from './limits.js';

type Against = { now: number; remarks: Remarks };

/** Why a session cannot be as the file tells it. */
function faultOf({ startedAt, endedAt, sets }: Found, now: number): [string, string] | undefined {
  if (startedAt < 0) return ['too-early', 'lies before 1970'];
  if (startedAt > now + AHEAD_MS) return ['in-the-future', 'lies in the future'];
  if (endedAt < startedAt) return ['ends-before-start', 'ends before it starts'];
  if (endedAt - startedAt > LONGEST_MS) return ['too-long', 'lasts longer than a day'];
  if (endedAt === startedAt && sets.length === 0)
    return ['nothing-told', 'says neither how long it was nor what was done'];
  if (sets.length > HISTORY_LIMITS.setsOfSession)
    return ['too-many-sets', `has more than ${HISTORY_LIMITS.setsOfSession} sets`];
  return undefined;
}

const setMs = ({ unit, done, tookMs, status }: Found['sets'][number]): number =>
  status === 'missed' ? 0 : (tookMs ?? (unit === 'ms' ? done : 0));

/** Sets that take longer than their session was make it longer: they are what was counted. */
function longEnough(found: Found, { remarks }: Against): Found {
  const countedMs = found.sets.reduce((sum, set) => sum + setMs(set), found.restMs ?? 0);
  const lengthMs = found.endedAt - found.startedAt;
  if (lengthMs < 0 || countedMs <= lengthMs) return found;
  if (lengthMs > 0)
    remarks.add(found.line, 'made-longer', 'is shorter than its sets; it was made as long as they are');
  return { ...found, endedAt: found.startedAt + countedMs };
}

/** The sessions that can be as they are told, oldest first; the others are said to be left out. */
export function soundSessions(sessions: readonly Found[], against: Against): Found[] {
  const { now, remarks } = against;
  const sound = sessions.flatMap((found) => {
    const longer = longEnough(found, against);
    const fault = faultOf(longer, now);
    if (fault === undefined) return longer;
    remarks.add(found.line, fault[0], `${fault[1]}; it is left out`);
    return [];
  });
  if (sound.length > HISTORY_LIMITS.sessions)
    throw new FileProblem(
      'too-many',
      `The file has more than ${HISTORY_LIMITS.sessions} sessions. Bring it in smaller parts.`,
    );
  return sound.sort((one, other) => one.startedAt - other.startedAt || one.line - other.line);
}
