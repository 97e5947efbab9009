import type { Instant } from '../units/index.js';
import type { Entry } from './entry.js';

/** What a device sends. `first` is the lowest number it still holds. */
export interface Push {
  readonly journalId: string;
  readonly first: number;
  readonly sentAt: Instant;
  readonly entries: readonly Entry[];
}

/** Something about one entry of a push: by number where it has one, by index where it has not. */
export interface PushProblem {
  readonly code: 'journal-forked' | 'gap' | 'quarantined' | 'seq-invalid' | 'entry-too-large';
  readonly seq?: number;
  readonly index?: number;
  readonly through?: number;
}

/** Any answer that says no, on every wire. `message` is a sentence for a person. */
export interface Refusal {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  readonly retryAfterMs?: number;
}

/** `through`: the highest contiguous number on the server's disk; what it covers may be forgotten, later. */
export type PushAnswer =
  | { readonly ok: true; readonly through: number; readonly problems: readonly PushProblem[] }
  | Refusal;

/** Limits of the wire, the same for Socket.IO and HTTP. Bytes are of UTF-8 JSON. */
export const PUSH_LIMITS = {
  entryBytes: 1024,
  entries: 500,
  batchBytes: 64 * 1024,
  messageBytes: 256 * 1024,
} as const;
