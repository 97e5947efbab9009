import { movementOf } from '@plumbline/routine-core';
import type { FoundSet } from '../read/found.js';
import { type Named, sideOf } from '../read/movement-names.js';
import { lengthIn, numberIn } from './numbers.js';

const MOST_SETS = 50;
const MOST_REPS = 10_000;
const MOST_HELD_MS = 3_600_000;
/** 3x10, 3 × 30 s */
const TIMES = /^(\d{1,2})\s*[x×*]\s*(\d{1,5})\s*(s|sec|sek|seconds|sekunden)?\.?$/i;

type Amounts = { unit: 'ms' | 'reps'; amounts: number[] };
export type SetCells = { sets: string; reps: string; seconds: string; side: string };

/** `10`, `10/10/8` or `10 10 8`. Undefined when one of them is no amount. */
function amountsIn(
  text: string,
  read: (one: string) => number | undefined,
  most: number,
): number[] | undefined {
  const parts = text
    .trim()
    .split(/\s*[/+]\s*|\s+/)
    .filter((part) => part !== '');
  const amounts = parts.map(read);
  const isSound = amounts.every((amount) => amount !== undefined && amount >= 0 && amount <= most);
  return isSound ? (amounts as number[]).map(Math.round) : undefined;
}

/** Undefined when the cells hold something that is no amount. */
function toldIn({ sets, reps, seconds }: SetCells, isHold: boolean): Amounts | undefined {
  const times = TIMES.exec(sets.trim()) ?? TIMES.exec(reps.trim());
  if (times) {
    const [, count, amount, unit] = times;
    const isTime = unit !== undefined;
    const each = Number(amount) * (isTime ? 1000 : 1);
    return { unit: isTime ? 'ms' : 'reps', amounts: Array.from({ length: Number(count) }, () => each) };
  }
  const heldIn = (text: string) => lengthIn(text, 1000);
  const unit = reps.trim() === '' && (seconds.trim() !== '' || isHold) ? 'ms' : 'reps';
  const amounts =
    unit === 'ms' ? amountsIn(seconds, heldIn, MOST_HELD_MS) : amountsIn(reps, numberIn, MOST_REPS);
  return amounts && { unit, amounts };
}

/** So many sets of the amounts told; sets without any amount are known by their number only. */
function spread(amounts: readonly number[], sets: string): number[] | undefined {
  if (sets.trim() === '' || TIMES.test(sets.trim())) return amounts.length > 0 ? [...amounts] : [0];
  const count = numberIn(sets);
  if (count === undefined || !Number.isInteger(count) || count < 0 || count > MOST_SETS) return undefined;
  if (amounts.length === count) return [...amounts];
  if (amounts.length > 1) return undefined;
  return Array.from({ length: count }, () => amounts[0] ?? 0);
}

/** The sets of a row; undefined when its cells cannot be read as sets. */
export function setsIn(cells: SetCells, { movement, side: named }: Named): FoundSet[] | undefined {
  if (movement === undefined) return [];
  const told = toldIn(cells, movementOf(movement).measure === 'hold');
  const amounts = told && spread(told.amounts, cells.sets);
  if (told === undefined || amounts === undefined || amounts.length > MOST_SETS) return undefined;
  const side = sideOf(cells.side) ?? named;
  return amounts.map((done) => ({ movement, ...(side && { side }), unit: told.unit, done }));
}
