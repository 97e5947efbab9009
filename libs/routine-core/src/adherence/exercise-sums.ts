import type { MovementId } from '../routine/index.js';
import type { Side } from '../timeline/index.js';
import { meanOf } from './effort.js';
import type { ExerciseResult } from './exercise-results.js';

/** What one session gave, on its own calendar day. */
export interface SessionPoint {
  readonly day: string;
  readonly exercises: readonly ExerciseResult[];
}

/** The newest session with an exercise on one side. */
export interface LastPoint {
  readonly day: string;
  readonly target: number;
  readonly done: number;
  readonly best: number;
  readonly level: number;
  readonly effort?: number;
}

/** One side of a movement over many sessions; `side` is missing when it is done with both at once. */
export interface SideSum {
  readonly side?: Side;
  readonly sessions: number;
  readonly sets: number;
  readonly setsDone: number;
  readonly target: number;
  readonly done: number;
  /** The most in a single set. */
  readonly best: number;
  /** The mean of the efforts told, 0 … 10. */
  readonly effort?: number;
  /** Sessions in which it hurt. */
  readonly pain: number;
  readonly last: LastPoint;
}

/** How far the sides are apart: 1 when they did the same, 0 when one did nothing. `less` did less. */
export interface SideBalance {
  readonly share: number;
  readonly less?: Side;
}

export interface ExerciseSum {
  readonly movement: MovementId;
  /** Of all its numbers: milliseconds held, or repetitions. */
  readonly unit: ExerciseResult['unit'];
  readonly sides: readonly SideSum[];
  readonly balance?: SideBalance;
}

type Point = { readonly day: string; readonly result: ExerciseResult };

const sumOf = (points: readonly Point[], of: (result: ExerciseResult) => number): number =>
  points.reduce((sum, { result }) => sum + of(result), 0);

const toldIn = (points: readonly Point[]): readonly number[] =>
  points.filter(({ result }) => result.effort !== undefined).map(({ result }) => result.effort as number);

function lastOf({ day, result: { target, done, best, level, effort } }: Point): LastPoint {
  return { day, target, done, best, level, ...(effort === undefined ? {} : { effort }) };
}

function sumSide(points: readonly Point[]): SideSum {
  const last = points[points.length - 1] as Point;
  const { side } = last.result;
  const efforts = toldIn(points);
  return {
    ...(side === undefined ? {} : { side }),
    sessions: points.length,
    sets: sumOf(points, ({ sets }) => sets),
    setsDone: sumOf(points, ({ setsDone }) => setsDone),
    target: sumOf(points, ({ target }) => target),
    done: sumOf(points, ({ done }) => done),
    best: points.reduce((most, { result }) => Math.max(most, result.best), 0),
    ...(efforts.length > 0 ? { effort: meanOf(efforts) } : {}),
    pain: points.filter(({ result }) => result.pain).length,
    last: lastOf(last),
  };
}

/** Left against right by what was done; undefined when a side is missing or neither did anything. */
export function sideBalance(sides: readonly Pick<SideSum, 'side' | 'done'>[]): SideBalance | undefined {
  const of = (side: Side) => sides.find((each) => each.side === side);
  const [left, right] = [of('left'), of('right')];
  if (!left || !right || left.done + right.done === 0) return undefined;
  const share = Math.min(left.done, right.done) / Math.max(left.done, right.done);
  if (left.done === right.done) return { share };
  return { share, less: left.done < right.done ? 'left' : 'right' };
}

/** Groups in the order in which their keys first appear. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups: { key: string; items: T[] }[] = [];
  for (const item of items) {
    const known = groups.find(({ key }) => key === keyOf(item));
    if (known) known.items.push(item);
    else groups.push({ key: keyOf(item), items: [item] });
  }
  return groups.map((group) => group.items);
}

function sumMovement(points: readonly Point[]): ExerciseSum {
  const { movement, unit } = (points[0] as Point).result;
  const sides = groupBy(points, ({ result }) => result.side || '')
    .map(sumSide)
    .sort((one, other) => ((one.side || '') < (other.side || '') ? -1 : 1));
  const balance = sideBalance(sides);
  return { movement, unit, sides, ...(balance ? { balance } : {}) };
}

/** Sums up sessions given oldest first: each movement once, its sides apart, in the order they were first done. */
export function exerciseSums(sessions: readonly SessionPoint[]): readonly ExerciseSum[] {
  const points: Point[] = [];
  for (const { day, exercises } of sessions) for (const result of exercises) points.push({ day, result });
  return groupBy(points, ({ result }) => result.movement).map(sumMovement);
}
