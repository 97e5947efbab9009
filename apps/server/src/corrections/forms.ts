import { changesSchema, isSessionId } from '@plumbline/routine-core';
import * as v from 'valibot';

const sessionId = v.custom<string>(isSessionId, 'a session id has 26 Crockford signs');
const seq = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number));

export const SessionPath = v.object({ id: sessionId });
export const CorrectionPath = v.object({ id: sessionId, seq });
/** For the description of the interface; the law itself is `parseChanges`, which names every problem. */
export const CorrectionForm = v.strictObject({ changes: changesSchema });
export const CorrectionEnvelope = v.strictObject({ changes: v.unknown() });

export const CorrectionFacts = v.object({
  seq: v.number(),
  at: v.number(),
  by: v.string(),
  kind: v.picklist(['session-corrected', 'session-deleted']),
  changes: v.optional(v.looseObject({})),
  undoUntil: v.number(),
  undone: v.optional(v.object({ seq: v.number(), at: v.number(), by: v.string() })),
});
export const CorrectionAnswer = v.object({ ok: v.literal(true), correction: CorrectionFacts });
export const HistoryAnswer = v.object({
  ok: v.literal(true),
  deleted: v.boolean(),
  corrections: v.array(CorrectionFacts),
});
export const DeletedAnswer = v.object({
  ok: v.literal(true),
  sessions: v.array(
    v.object({ sessionId: v.string(), seq: v.number(), deletedAt: v.number(), undoUntil: v.number() }),
  ),
});
