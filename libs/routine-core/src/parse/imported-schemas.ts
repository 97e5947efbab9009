import * as v from 'valibot';
import { IMPORT_SOURCES, isSessionId } from '../journal/index.js';
import { isMovementId, LEVEL_NAMES } from '../routine/index.js';

const LATEST = 8_640_000_000_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;

const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const instant = whole(LATEST);
const text = (most: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(most));
const sessionId = v.custom<string>(isSessionId, 'a session id has 26 Crockford signs');
const source = v.picklist(IMPORT_SOURCES);
const level = v.union([v.picklist(LEVEL_NAMES), whole(6)]);

const importedSet = v.looseObject({
  done: whole(DAY_MS),
  target: v.optional(whole(DAY_MS)),
  tookMs: v.optional(whole(DAY_MS)),
  status: v.optional(v.picklist(['done', 'cut', 'skipped', 'missed'])),
  pain: v.optional(v.literal(true)),
});

/** What entries say that hold a history of earlier days. */
export const importedBodies = {
  'import-begun': {
    source,
    digest: v.pipe(v.string(), v.regex(/^[\w-]{43}$/)),
    sessions: whole(1_000_000),
    name: v.optional(text(120)),
  },
  'import-ended': { sessions: whole(1_000_000) },
  'session-imported': {
    sessionId,
    source,
    endedAt: instant,
    restMs: v.optional(whole(LATEST)),
    how: v.optional(v.picklist(['complete', 'saved', 'discarded'])),
    routineId: v.optional(text(80)),
    routineVersion: v.optional(whole(Number.MAX_SAFE_INTEGER)),
    routineName: v.optional(text(80)),
    level: v.optional(level),
    micro: v.optional(v.literal(true)),
    note: v.optional(text(500)),
  },
  'sets-imported': {
    sessionId,
    movement: v.custom<string>(isMovementId, 'a movement of the catalogue'),
    side: v.optional(v.picklist(['left', 'right'])),
    unit: v.picklist(['ms', 'reps']),
    blockId: v.optional(text(80)),
    sets: v.pipe(v.array(importedSet), v.minLength(1), v.maxLength(50)),
  },
} as const;
