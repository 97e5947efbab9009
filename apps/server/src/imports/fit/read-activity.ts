import { movementOfFit } from '../../exchange/fit/exercises.js';
import { instantOfFit } from '../../exchange/fit/fit-time.js';
import { FIT, FIT_MESSAGES, type MessageKind } from '../../exchange/fit/messages.js';
import type { ReadOptions } from '../csv/read-table.js';
import { FileProblem } from '../read/file-problem.js';
import type { Found, FoundSet, Remarks } from '../read/found.js';
import { movementNamed, type Named, type Said } from '../read/movement-names.js';
import { offsetAt } from '../read/zone.js';
import { type FitMessage, messagesIn } from './messages-in.js';

const KINDS = ['fileId', 'session', 'activity', 'set', 'workoutStep', 'exerciseTitle'] as const;
type Kind = (typeof KINDS)[number];
const MOST_MESSAGES = 20_000;
/** An activity is one session; a day of several sports has a handful. */
const MOST_SESSIONS = 50;
const DAY_MINUTES = 14 * 60;
/** Of sports that may be a training of this kind: any, fitness equipment, training. */
const SPORTS: readonly number[] = [0, 4, FIT.sport];

/** One message, read by the names of its fields. */
class Told {
  constructor(
    private readonly fields: Readonly<Record<string, { num: number }>>,
    readonly message: FitMessage,
  ) {}

  number(name: string): number | undefined {
    const value = this.message.values.get(this.fields[name]?.num ?? -1);
    return typeof value === 'number' ? value : undefined;
  }

  text(name: string): string | undefined {
    const value = this.message.values.get(this.fields[name]?.num ?? -1);
    return typeof value === 'string' ? value : undefined;
  }

  instant(name: string): number | undefined {
    const seconds = this.number(name);
    return seconds === undefined ? undefined : instantOfFit(seconds);
  }
}

type Activity = Record<Kind, Told[]>;

function sorted(messages: readonly FitMessage[]): Activity {
  const of = (kind: MessageKind) =>
    messages
      .filter(({ num }) => num === FIT_MESSAGES[kind].num)
      .map((message) => new Told(FIT_MESSAGES[kind].fields, message));
  return {
    ...{ fileId: of('fileId'), session: of('session'), activity: of('activity') },
    ...{ set: of('set'), workoutStep: of('workoutStep'), exerciseTitle: of('exerciseTitle') },
  };
}

/** Minutes east of UTC, where the watch wrote its local time beside the other. */
function zoneIn({ activity }: Activity, at: number, { zone }: ReadOptions, remarks: Remarks): number {
  const [told] = activity;
  const [local, utc] = [told?.number('localTimestamp'), told?.number('timestamp')];
  const minutes = local === undefined || utc === undefined ? undefined : Math.round((local - utc) / 60);
  if (minutes !== undefined && Math.abs(minutes) <= DAY_MINUTES) return minutes;
  if (zone === undefined) remarks.addOnce(1, 'no-zone', 'tells no time zone; its day is that of UTC');
  return zone === undefined ? 0 : offsetAt(zone, at);
}

const keyOf = (category: number, name: number): string => `${category}/${name}`;

/** What a file calls its exercises and its steps. */
class Names {
  private readonly titles: ReadonlyMap<string, string>;
  private readonly steps: ReadonlyMap<number, Told>;

  constructor({ exerciseTitle, workoutStep }: Activity) {
    this.titles = new Map(
      exerciseTitle.map((told) => [
        keyOf(told.number('exerciseCategory') ?? -1, told.number('exerciseName') ?? -1),
        told.text('wktStepName') ?? '',
      ]),
    );
    this.steps = new Map(workoutStep.map((told) => [told.number('messageIndex') ?? -1, told]));
  }

  stepOf(set: Told): Told | undefined {
    const index = set.number('wktStepIndex');
    return index === undefined ? undefined : this.steps.get(index);
  }

  nameOf(set: Told): string {
    const [category, name] = [set.number('category'), set.number('categorySubtype')];
    const step = this.stepOf(set)?.text('wktStepName');
    if (category === undefined) return step ?? 'without a name';
    const title = this.titles.get(keyOf(category, name ?? -1));
    return title || step || `FIT ${category}${name === undefined ? '' : `/${name}`}`;
  }
}

type Reading = { names: Names; movements: Said; remarks: Remarks };

function movementOfSet(set: Told, { names, movements, remarks }: Reading): Named {
  const name = names.nameOf(set);
  const known = movementOfFit(set.number('category') ?? -1, set.number('categorySubtype') ?? -1);
  const { side } = movementNamed(names.stepOf(set)?.text('wktStepName') ?? name, {});
  const named = movementNamed(name, movements);
  const isSaid = Object.hasOwn(movements, name);
  const movement = isSaid ? named.movement : (known ?? named.movement);
  const isKnown = known !== undefined || named.isKnown;
  if (!isKnown) remarks.stranger(name, movement);
  return { ...(movement && { movement }), ...(side && { side }), isKnown };
}

/** What was meant, where the step of the workout says it in the same measure. */
function targetOf(step: Told | undefined, unit: FoundSet['unit']): { target?: number } {
  const type = unit === 'ms' ? FIT.duration.time : FIT.duration.reps;
  const value = step?.number('durationType') === type ? step.number('durationValue') : undefined;
  return value === undefined ? {} : { target: value };
}

function setOf(set: Told, reading: Reading): FoundSet[] {
  const { movement, side } = movementOfSet(set, reading);
  if (movement === undefined) return [];
  const tookMs = set.number('duration') ?? 0;
  const reps = set.number('repetitions');
  const unit = reps === undefined ? 'ms' : 'reps';
  return [
    {
      ...{ movement, unit, done: reps ?? tookMs, tookMs },
      ...(side && { side }),
      ...targetOf(reading.names.stepOf(set), unit),
    },
  ];
}

const isActive = (set: Told): boolean => set.number('setType') === FIT.setType.active;
const restMs = (sets: readonly Told[]): number =>
  sets.filter((set) => !isActive(set)).reduce((sum, set) => sum + (set.number('duration') ?? 0), 0);

type Around = Reading & { activity: Activity; options: ReadOptions };

function sessionOf(told: Told, around: Around): Found[] {
  const { activity, options, remarks } = around;
  const startedAt = told.instant('startTime');
  const line = told.message.index;
  if (startedAt === undefined) {
    remarks.add(line, 'no-date', 'has no start; it is left out');
    return [];
  }
  const lengthMs = told.number('totalElapsedTime') ?? told.number('totalTimerTime') ?? 0;
  const endedAt = startedAt + lengthMs;
  const own = activity.set.filter((set) => {
    const at = set.instant('startTime') ?? set.instant('timestamp') ?? startedAt;
    return activity.session.length === 1 || (at >= startedAt && at <= endedAt);
  });
  const [sport, rpe, name] = [told.number('sport'), told.number('workoutRpe'), told.text('sportProfileName')];
  return [
    {
      ...{ line, startedAt, endedAt, zone: zoneIn(activity, startedAt, options, remarks) },
      ...(sport !== undefined && !SPORTS.includes(sport) ? { doubt: 'other-sport' } : {}),
      ...(name && { routineName: name.slice(0, 80) }),
      restMs: restMs(own),
      efforts: rpe === undefined || rpe > 100 ? {} : { imported: rpe / 10 },
      sets: own.filter(isActive).flatMap((set) => setOf(set, around)),
    },
  ];
}

/** The sessions of a FIT activity with their sets, whichever watch wrote it. */
export async function readActivity(bytes: Buffer, options: ReadOptions, remarks: Remarks): Promise<Found[]> {
  const wanted = new Set<number>(KINDS.map((kind) => FIT_MESSAGES[kind].num));
  const activity = sorted(await messagesIn(bytes, wanted, MOST_MESSAGES));
  const type = activity.fileId[0]?.number('type');
  if (type !== FIT.file.activity)
    throw new FileProblem('no-activity', 'This is a FIT file, but no activity: there is no session in it.');
  if (activity.session.length > MOST_SESSIONS)
    throw new FileProblem('too-many', `A FIT activity may have ${MOST_SESSIONS} sessions at most.`);
  const reading = { names: new Names(activity), movements: options.movements ?? {}, remarks };
  return activity.session.flatMap((told) => sessionOf(told, { ...reading, activity, options }));
}
