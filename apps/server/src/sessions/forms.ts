import * as v from 'valibot';
import { isDay } from './day.js';

const limit = v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(200));

/** `before` is the `next` of the page above it. */
export const HistoryQuery = v.object({
  before: v.optional(v.pipe(v.string(), v.regex(/^\d{1,16}\.[0-9A-Z]{26}$/))),
  limit: v.optional(limit, '30'),
});
export const WeekQuery = v.object({ day: v.optional(v.pipe(v.string(), v.check(isDay))) });

export const SummaryFacts = v.looseObject({
  sessionId: v.string(),
  routineId: v.string(),
  routineVersion: v.number(),
  startedAt: v.number(),
  zone: v.number(),
  status: v.string(),
  autoEnded: v.optional(v.literal(true)),
  corrected: v.optional(v.literal(true)),
  note: v.optional(v.string()),
});
export const HistoryAnswer = v.object({
  ok: v.literal(true),
  sessions: v.array(SummaryFacts),
  next: v.optional(v.string()),
});
export const SessionAnswer = v.object({
  ok: v.literal(true),
  session: SummaryFacts,
  rows: v.array(v.looseObject({ step: v.number(), status: v.string() })),
  totals: v.object({
    workMs: v.number(),
    restMs: v.number(),
    pausedMs: v.number(),
    totalMs: v.number(),
  }),
  /** By block, as told or as corrected. */
  efforts: v.record(v.string(), v.number()),
  entries: v.array(v.looseObject({ seq: v.number(), at: v.number(), zone: v.number(), kind: v.string() })),
});
export const WeekAnswer = v.object({
  ok: v.literal(true),
  week: v.object({
    firstDay: v.string(),
    goal: v.number(),
    away: v.optional(v.picklist(['ill', 'away', 'paused'])),
    sessions: v.array(SummaryFacts),
    days: v.array(v.object({ day: v.string(), sessions: v.number() })),
  }),
  lastContactAt: v.optional(v.number()),
});
