import type { FoldedSilence, ReminderAnswer, ReminderId, SilenceReason } from '../reminders/index.js';
import type { LevelName, MovementId } from '../routine/index.js';
import type { CompileOptions, Side } from '../timeline/index.js';
import type { Instant, Millis, ZoneMinutes } from '../units/index.js';

/** Where a history that was brought in comes from. */
export type ImportSource = 'csv' | 'fit';
export const IMPORT_SOURCES: readonly ImportSource[] = ['csv', 'fit'];

/** One set as a file tells it. `done` and `target` are milliseconds held, or repetitions. */
export interface ImportedSet {
  readonly done: number;
  /** Without one, what was done is what was meant. */
  readonly target?: number;
  /** How long it took; without it, as long as it was held. */
  readonly tookMs?: Millis;
  /** Without one, `done` or `cut`, as the target says. */
  readonly status?: 'done' | 'cut' | 'skipped' | 'missed';
  readonly pain?: true;
}

/** What an entry of each kind says beside its number, instant and zone. */
export type EntryBody =
  | {
      readonly kind: 'session-started';
      readonly sessionId: string;
      readonly routineId: string;
      readonly routineVersion: number;
      readonly options: CompileOptions;
    }
  /** `at` is the exact instant of the end, also when it was noticed late. */
  | {
      readonly kind: 'step-done';
      readonly sessionId: string;
      readonly step: number;
      readonly heldMs?: Millis;
      readonly reps?: number;
    }
  | { readonly kind: 'step-skipped'; readonly sessionId: string; readonly step: number }
  /** Goes (back) to `step` and begins it anew. */
  | { readonly kind: 'step-restarted'; readonly sessionId: string; readonly step: number }
  /** Makes the running gap longer or shorter. */
  | {
      readonly kind: 'step-adjusted';
      readonly sessionId: string;
      readonly step: number;
      readonly byMs: Millis;
    }
  | { readonly kind: 'paused'; readonly sessionId: string }
  /** The step counts again from `at + leadMs`; what was held before the pause is kept. */
  | { readonly kind: 'resumed'; readonly sessionId: string; readonly leadMs: Millis }
  /** `auto`: nobody ended it; the watch did, after a long time without a look. */
  | {
      readonly kind: 'session-ended';
      readonly sessionId: string;
      readonly how: SessionEnd;
      readonly auto?: true;
    }
  | { readonly kind: 'effort'; readonly sessionId: string; readonly blockId: string; readonly value: number }
  | { readonly kind: 'pain'; readonly sessionId: string; readonly step: number }
  /** The wall clock jumped while a page lived; the running session's anchors shift with it. */
  | { readonly kind: 'clock-moved'; readonly byMs: Millis; readonly sessionId?: string }
  /** One buzz, all habits it spoke for. A snoozed reminder comes back under the same `dueAt`, shown anew at `shownAt`. */
  | {
      readonly kind: 'reminder-answered';
      readonly reminders: readonly ReminderId[];
      readonly dueAt: Instant;
      readonly answer: ReminderAnswer;
      readonly shownAt?: Instant;
      /** The session of the micro set it was answered with. */
      readonly microSet?: string;
    }
  | {
      readonly kind: 'reminder-suppressed';
      readonly reminders: readonly ReminderId[];
      readonly dueAt: Instant;
      readonly reason: SilenceReason;
    }
  /** What a watch short of room keeps of silences it has not sent: numbers for a calendar day. They add up. */
  | {
      readonly kind: 'suppressions-folded';
      readonly day: string;
      readonly counts: readonly FoldedSilence[];
    }
  /** The first fact of a journal that holds what one file told of earlier days, and the last, when all of it is in. */
  | {
      readonly kind: 'import-begun';
      readonly source: ImportSource;
      readonly digest: string;
      readonly sessions: number;
      /** The file's name, as its person calls it. */
      readonly name?: string;
    }
  | { readonly kind: 'import-ended'; readonly sessions: number }
  /** A whole session of earlier days, begun at `at`: nobody watched it. Its sets and efforts follow as entries of their own. */
  | {
      readonly kind: 'session-imported';
      readonly sessionId: string;
      readonly source: ImportSource;
      readonly endedAt: Instant;
      readonly restMs?: Millis;
      readonly how?: SessionEnd;
      readonly routineId?: string;
      readonly routineVersion?: number;
      readonly routineName?: string;
      /** A range of the routine's own, or a progression level. */
      readonly level?: LevelName | number;
      /** No whole routine: it does not count towards the week. */
      readonly micro?: true;
      readonly note?: string;
    }
  /** Sets that follow each other, of one movement on one side. */
  | {
      readonly kind: 'sets-imported';
      readonly sessionId: string;
      readonly movement: MovementId;
      readonly side?: Side;
      readonly unit: 'ms' | 'reps';
      readonly blockId?: string;
      readonly sets: readonly ImportedSet[];
    };

export type SessionEnd = 'complete' | 'saved' | 'discarded';
export type EntryKind = EntryBody['kind'];

/** An entry before the page gives it a number: core makes drafts, one writer numbers them. */
export type EntryDraft = { readonly at: Instant } & EntryBody;

/** What every numbered fact says, whoever wrote it. `zone` is in minutes east of UTC. */
export interface EntryHead {
  readonly seq: number;
  readonly at: Instant;
  readonly zone: ZoneMinutes;
}

/** One numbered fact. `zone` is what the watch's clock said, in minutes east of UTC. */
export type Entry = { readonly seq: number; readonly zone: ZoneMinutes } & EntryDraft;

export const SESSION_KINDS: readonly EntryKind[] = [
  'session-started',
  'step-done',
  'step-skipped',
  'step-restarted',
  'step-adjusted',
  'paused',
  'resumed',
  'session-ended',
  'effort',
  'pain',
];

export const IMPORT_KINDS: readonly EntryKind[] = [
  'import-begun',
  'import-ended',
  'session-imported',
  'sets-imported',
];

export const REMINDER_KINDS: readonly EntryKind[] = [
  'reminder-answered',
  'reminder-suppressed',
  'suppressions-folded',
];

const isKind = (kinds: readonly string[], kind: string): boolean => kinds.indexOf(kind) >= 0;

/** The session an entry speaks of, or undefined for entries of the journal itself. */
export const sessionIdOf = (entry: { readonly kind: string }): string | undefined =>
  'sessionId' in entry && !isKind(REMINDER_KINDS, entry.kind)
    ? (entry as { readonly sessionId: string }).sessionId
    : undefined;
