import { canonicalJson, type EntryBody, type ImportSource, PUSH_LIMITS } from '@plumbline/routine-core';
import type { Found, FoundSet } from '../read/found.js';

/** What an entry says before its journal numbers it. */
export type Fact = { at: number; zone: number } & EntryBody;

type Group = { first: FoundSet; sets: FoundSet[] };
const isSame = (one: FoundSet, other: FoundSet): boolean =>
  one.movement === other.movement &&
  one.side === other.side &&
  one.unit === other.unit &&
  one.blockId === other.blockId;

/** Few enough that an entry of them stays below what one may weigh. */
const SETS_TOGETHER = 10;

/** Sets that follow each other and are of one movement and side, in the order they were done. */
function groupsOf(sets: readonly FoundSet[]): Group[] {
  const groups: Group[] = [];
  for (const set of sets) {
    const last = groups.at(-1);
    if (last && isSame(last.first, set) && last.sets.length < SETS_TOGETHER) last.sets.push(set);
    else groups.push({ first: set, sets: [set] });
  }
  return groups;
}

const toldOf = ({ done, target, tookMs, status, pain }: FoundSet) => ({
  done,
  ...(target === undefined ? {} : { target }),
  ...(tookMs === undefined ? {} : { tookMs }),
  ...(status === undefined ? {} : { status }),
  ...(pain && { pain }),
});

/** More than number and sign of an entry take beside what it says. */
const HEAD_BYTES = 60;

/** A note may be longer than an entry holds: what does not fit is cut off behind a whole sign. */
function fitting(fact: Fact & { note?: string }): Fact {
  const { note, ...rest } = fact;
  if (note === undefined) return fact;
  const room = PUSH_LIMITS.entryBytes - HEAD_BYTES - Buffer.byteLength(canonicalJson({ ...rest, note: '' }));
  const signs = [...note].slice(0, 500);
  while (Buffer.byteLength(JSON.stringify(signs.join(''))) - 2 > room) signs.length -= 8;
  const fitted = signs.join('').slice(0, 500);
  return (fitted === '' ? rest : { ...rest, note: fitted }) as Fact;
}

type Told = { sessionId: string; source: ImportSource };

/** A session as facts: that it was, its sets, the efforts told. */
export function factsOf(found: Found, { sessionId, source }: Told): Fact[] {
  const { startedAt, endedAt, zone, sets, efforts } = found;
  const { routineId, routineVersion, routineName, level, how, micro, note, restMs } = found;
  const place = { at: startedAt, zone };
  const named = { ...(routineId && { routineId }), ...(routineVersion && { routineVersion }) };
  const begun: Fact = {
    ...place,
    ...{ kind: 'session-imported', sessionId, source, endedAt },
    ...named,
    ...(routineName && { routineName }),
    ...(level === undefined ? {} : { level }),
    ...(how && { how }),
    ...(micro && { micro }),
    ...(restMs ? { restMs } : {}),
    ...(note && { note }),
  };
  return [
    fitting(begun),
    ...groupsOf(sets).map(
      ({ first: { movement, side, unit, blockId }, sets: own }): Fact => ({
        ...place,
        ...{ kind: 'sets-imported', sessionId, movement, unit, sets: own.map(toldOf) },
        ...(side && { side }),
        ...(blockId && { blockId }),
      }),
    ),
    ...Object.entries(efforts).map(
      ([blockId, value]): Fact => ({ ...place, kind: 'effort', sessionId, blockId, value }),
    ),
  ];
}
