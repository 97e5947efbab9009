import type { EntryHead } from '../journal/index.js';
import type { Instant, Millis } from '../units/index.js';

/** What a person says a step was: held so long, repeated so often, or not done at all. */
export type StepChange =
  | { readonly step: number; readonly heldMs: Millis }
  | { readonly step: number; readonly reps: number }
  | { readonly step: number; readonly skipped: true };

/** `null` takes a told effort away. */
export interface EffortChange {
  readonly blockId: string;
  readonly value: number | null;
}

/** Only what is named changes. An empty note takes the note away. */
export interface SessionChanges {
  /** When it really ended: the length is what lies between. */
  readonly endedAt?: Instant;
  readonly steps?: readonly StepChange[];
  readonly efforts?: readonly EffortChange[];
  readonly note?: string;
}

/**
 * What the server writes into the account's own journal on behalf of a person. No device can: the kinds are not among
 * those a push may carry. `by` names who: `person`, or the key that was used.
 */
export type CorrectionBody =
  | {
      readonly kind: 'session-corrected';
      readonly sessionId: string;
      readonly changes: SessionChanges;
      readonly by: string;
    }
  | { readonly kind: 'session-deleted'; readonly sessionId: string; readonly by: string }
  /** Takes back the correction or the delete with number `of` of the same journal. */
  | {
      readonly kind: 'correction-undone';
      readonly sessionId: string;
      readonly of: number;
      readonly by: string;
    }
  /** Thirty days after its delete nothing of a session is left but digests. */
  | { readonly kind: 'session-erased'; readonly sessionId: string };

export type CorrectionEntry = EntryHead & CorrectionBody;

export const CORRECTION_KINDS: readonly CorrectionBody['kind'][] = [
  'session-corrected',
  'session-deleted',
  'correction-undone',
  'session-erased',
];

/** What is left of an erased entry: its digest, so that the same entry sent late is still known as the same. */
export interface ErasedBody {
  readonly kind: 'erased';
  readonly digest: string;
}

/** Notes are for a sentence or two. Counted in signs as a person sees code points, not in bytes. */
export const CORRECTION_LIMITS = {
  noteSigns: 500,
  steps: 200,
  efforts: 50,
  ofSession: 200,
  bodyBytes: 16 * 1024,
  depth: 4,
} as const;
