import * as v from 'valibot';
import { DocumentFacts } from '../documents/forms.js';
import { PullAnswer, PullForm, PushAnswer, PushForm } from '../journal/forms.js';
import type { EventName } from './events.js';

const Entries = v.array(
  v.looseObject({ seq: v.number(), at: v.number(), zone: v.number(), kind: v.string() }),
);
const SessionNow = v.object({ journalId: v.string(), offsetMs: v.number(), entries: Entries });

/** What each event carries and what answers it: the description that clients are written by. */
export const EVENT_FORMS: Record<
  EventName,
  { does: string; body: v.GenericSchema; answer: v.GenericSchema }
> = {
  'journal:push': { does: 'Takes entries; answered after COMMIT.', body: PushForm, answer: PushAnswer },
  'changes:pull': { does: 'What happened since a position.', body: PullForm, answer: PullAnswer },
  'live:join': {
    does: 'What runs now; from then on `entries` come.',
    body: v.object({}),
    answer: v.object({
      ok: v.literal(true),
      now: v.number(),
      position: v.number(),
      sessions: v.array(SessionNow),
    }),
  },
};

/** What the server says unasked, and to whom. */
export const TOLD_FORMS: Record<string, { does: string; to: string; body: v.GenericSchema }> = {
  entries: {
    does: 'New entries of one journal, after COMMIT.',
    to: 'who joined live',
    body: v.object({
      position: v.number(),
      after: v.number(),
      journalId: v.string(),
      offsetMs: v.number(),
      entries: Entries,
      late: v.optional(v.literal(true)),
    }),
  },
  devices: { does: 'A device was paired or removed.', to: 'person', body: v.object({}) },
  documents: {
    does: 'Documents that became newest, after COMMIT.',
    to: 'person, device, key',
    body: v.object({ position: v.number(), after: v.number(), documents: v.array(DocumentFacts) }),
  },
  revoked: { does: 'Device or key was revoked; the socket closes.', to: 'device, key', body: v.object({}) },
  stopping: {
    does: 'The server goes; connect again after about that long.',
    to: 'all',
    body: v.object({ retryAfterMs: v.number() }),
  },
};
