import { plainName } from '../read/movement-names.js';

/** What a column of anybody's table may hold. `start` is a day with a time; `duration` is a length in any writing. */
export const COLUMN_FIELDS = [
  'date',
  'time',
  'start',
  'end',
  'minutes',
  'duration',
  'exercise',
  'sets',
  'reps',
  'seconds',
  'side',
  'effort',
  'note',
  'name',
] as const;
export type ColumnField = (typeof COLUMN_FIELDS)[number];

/** Heads as people and other programs write them, in English and German. */
const NAMES: Readonly<Record<ColumnField, readonly string[]>> = {
  date: ['date', 'day', 'datum', 'tag', 'workout date', 'trainingstag'],
  time: ['time', 'start time', 'time of day', 'uhrzeit', 'zeit', 'startzeit', 'beginn'],
  start: [
    'start',
    'started',
    'started at',
    'begin',
    'datetime',
    'date time',
    'datum uhrzeit',
    'timestamp',
    'zeitpunkt',
  ],
  end: ['end', 'ended', 'ended at', 'end time', 'ende', 'endzeit'],
  minutes: [
    'minutes',
    'min',
    'mins',
    'minuten',
    'duration min',
    'duration minutes',
    'dauer min',
    'dauer minuten',
    'dauer in minuten',
  ],
  duration: ['duration', 'length', 'dauer', 'länge', 'workout duration', 'trainingsdauer', 'elapsed time'],
  exercise: [
    'exercise',
    'exercise name',
    'exercise title',
    'movement',
    'übung',
    'uebung',
    'übungen',
    'bewegung',
  ],
  sets: ['sets', 'set count', 'sätze', 'saetze', 'serien', 'durchgänge'],
  reps: ['reps', 'repetitions', 'wiederholungen', 'wdh', 'wh'],
  seconds: [
    'seconds',
    'sec',
    'secs',
    'hold',
    'hold seconds',
    'held',
    'sekunden',
    'sek',
    'haltezeit',
    'haltedauer',
    'gehalten',
  ],
  side: ['side', 'seite'],
  effort: ['effort', 'rpe', 'anstrengung', 'belastung'],
  note: [
    'note',
    'notes',
    'comment',
    'comments',
    'workout notes',
    'notiz',
    'notizen',
    'bemerkung',
    'kommentar',
  ],
  name: ['name', 'workout', 'workout name', 'routine', 'title', 'training', 'titel', 'programm'],
};

const FIELD_OF = new Map(
  COLUMN_FIELDS.flatMap((field) =>
    NAMES[field].map((name): [string, ColumnField] => [plainName(name), field]),
  ),
);

/** What each head is taken for, by its person or by its name; no field is taken twice, the first has it. */
export function fieldsOf(
  heads: readonly string[],
  said: Readonly<Record<string, ColumnField | null>>,
): (ColumnField | undefined)[] {
  const taken = new Set(heads.flatMap((head) => (Object.hasOwn(said, head) ? (said[head] ?? []) : [])));
  const given = new Set<ColumnField>();
  return heads.map((head) => {
    const isSaid = Object.hasOwn(said, head);
    const field = isSaid ? (said[head] ?? undefined) : FIELD_OF.get(plainName(head));
    if (field === undefined || given.has(field) || (!isSaid && taken.has(field))) return undefined;
    given.add(field);
    return field;
  });
}
