import { DAY_MS, dayOf, type Instant, MINUTE_MS, type ZoneMinutes } from '../units/index.js';
import { ANSWER_MS, type ReminderAnswer, type ReminderId, type SilenceReason } from './reminder.js';

/** What became of one scheduled reminder. `late`: done, but long after it was shown. */
export type OutcomeKind = 'done' | 'late' | 'not-now' | 'no-answer' | 'snoozed' | 'silent';

/** Strongest first: of several facts about the same reminder the strongest stands, in whatever order they came. */
export const OUTCOME_KINDS: readonly OutcomeKind[] = [
  'done',
  'late',
  'not-now',
  'no-answer',
  'snoozed',
  'silent',
];

/** One habit at one due instant: the smallest thing that is scheduled. Reminders that shared a buzz are still several. */
export interface ReminderOutcome {
  readonly reminder: ReminderId;
  readonly dueAt: Instant;
  readonly zone: ZoneMinutes;
  readonly kind: OutcomeKind;
  readonly reason?: SilenceReason;
  /** When it was answered, or noticed to be silent. */
  readonly at: Instant;
}

type Told = { readonly at: Instant; readonly zone: ZoneMinutes; readonly dueAt: Instant };
type Answered = Told & {
  readonly kind: 'reminder-answered';
  readonly reminders: readonly ReminderId[];
  readonly answer: ReminderAnswer;
  readonly shownAt?: Instant;
};
type Silent = Told & {
  readonly kind: 'reminder-suppressed';
  readonly reminders: readonly ReminderId[];
  readonly reason: SilenceReason;
};

const unique = (ids: readonly ReminderId[]): readonly ReminderId[] =>
  ids.filter((id, index) => ids.indexOf(id) === index);

/** A snoozed reminder keeps its `dueAt` and is shown again: lateness counts from the last showing. */
const kindOf = ({ answer, at, dueAt, shownAt = dueAt }: Answered): OutcomeKind =>
  answer === 'done' && at - shownAt > ANSWER_MS ? 'late' : answer;

/** What an entry says, one outcome for each habit it names. */
export function outcomesOf(entry: Answered | Silent): readonly ReminderOutcome[] {
  const { at, zone, dueAt } = entry;
  return unique(entry.reminders).map((reminder) =>
    entry.kind === 'reminder-answered'
      ? { reminder, dueAt, zone, kind: kindOf(entry), at }
      : { reminder, dueAt, zone, kind: 'silent', reason: entry.reason, at },
  );
}

const rankOf = ({ kind }: ReminderOutcome): number => OUTCOME_KINDS.indexOf(kind);

/** A total order: equal only for equal facts. */
function isStronger(one: ReminderOutcome, other: ReminderOutcome): boolean {
  if (one.kind !== other.kind) return rankOf(one) < rankOf(other);
  if (one.at !== other.at) return one.at < other.at;
  if (one.reason !== other.reason) return (one.reason || '') < (other.reason || '');
  return one.zone < other.zone;
}

/**
 * The fact that stands, of two about the same habit and due instant: what was done beats what was put off, an answer
 * beats silence, then the earlier one. Order and repetition change nothing, so a late or doubled entry cannot either.
 */
export const strongerOutcome = (one: ReminderOutcome, other: ReminderOutcome): ReminderOutcome =>
  isStronger(other, one) ? other : one;

/** The calendar day a reminder belongs to: where its wearer was when it was due. */
export const dayOfReminder = ({ dueAt, zone }: ReminderOutcome): string => dayOf(dueAt, zone);

/** The hour of that day, 0 to 23. */
export const hourOfReminder = ({ dueAt, zone }: ReminderOutcome): number => {
  const local = dueAt + zone * MINUTE_MS;
  return Math.floor((local - Math.floor(local / DAY_MS) * DAY_MS) / (60 * MINUTE_MS));
};
