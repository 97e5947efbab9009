import type { Millis } from '../units/index.js';

/**
 * Whole versions of what a person decides: never edited in place, so that a session can name what it was played from.
 * `zone-table` and `busy-hours` are names kept for later; a server that does not know them refuses them.
 */
export const DOCUMENT_KINDS = ['routine', 'settings', 'week-plan', 'away-weeks'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** The id of a document of which an account has one: everything but routines. */
export const ONLY_ID = 'main';

/** Bytes are of canonical JSON as UTF-8. `routineSets` counts a side and a round as a set of its own. */
export const DOCUMENT_LIMITS = {
  bodyBytes: 32 * 1024,
  depth: 12,
  routines: 200,
  versions: 10_000,
  routineSets: 1_000,
} as const;

/** One version. `body: null` says that it was withdrawn: devices drop it, old sessions keep theirs. */
export interface DocumentVersion {
  readonly kind: DocumentKind;
  readonly id: string;
  readonly version: number;
  /** 0 for what comes with the program. */
  readonly position: number;
  readonly body: unknown;
}

/** How long after a correction or a delete it can still be taken back; then a deleted session is erased. Ours (story 43). */
export const UNDO_MS: Millis = 30 * 24 * 60 * 60 * 1000;

export const isDocumentKind = (kind: string): kind is DocumentKind =>
  (DOCUMENT_KINDS as readonly string[]).indexOf(kind) >= 0;
