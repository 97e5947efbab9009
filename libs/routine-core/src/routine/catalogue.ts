/**
 * The eleven movements. Ranges, sides, pauses and equipment are the source article's; the seconds of each phase are
 * ours (the article only says “slowly” and “briefly”) and add up to the seconds a repetition that its timelines use.
 */
import { secondsToMs } from '../units/index.js';
import type { Movement, MovementId, PhaseKind, Range, Tempo, TempoPhase } from './movement.js';

const HOLD: Range = { low: 10, middle: 15, high: 20 };
const REPS: Range = { low: 8, middle: 10, high: 12 };
const FEW: Range = { low: 3, middle: 4, high: 5 };

const KINDS: readonly PhaseKind[] = ['lift', 'hold', 'lower', 'reset'];

/** Seconds of lift, hold, lower, reset; a phase of zero seconds is left out. */
const phases = (...seconds: readonly number[]): readonly TempoPhase[] =>
  KINDS.map((kind, index) => ({ kind, durationMs: secondsToMs(seconds[index] || 0) })).filter(
    (phase) => phase.durationMs > 0,
  );

const tempo = (low: readonly number[], middle: readonly number[], high: readonly number[]): Tempo => ({
  low: phases(...low),
  middle: phases(...middle),
  high: phases(...high),
});

const PULL_TEMPO = tempo([1, 1, 2], [1.5, 1, 2.5], [2, 1, 3]);

const MOVEMENTS: readonly Movement[] = [
  {
    id: 'doorway',
    name: 'Doorway stretch',
    position: 'standing',
    positionName: 'Stand in a doorway',
    sides: 'both',
    equipment: [['doorway']],
    measure: 'hold',
    range: { low: 20, middle: 25, high: 30 },
    cues: ['Forearms at shoulder height', 'Chest through the frame', 'Breathe slowly'],
    source: 'article: 20–30 s, 2–3 times',
  },
  {
    id: 'cat',
    name: 'Cat stretch',
    position: 'hands-and-knees',
    positionName: 'Hands and knees',
    sides: 'both',
    equipment: [[]],
    measure: 'reps',
    range: FEW,
    tempo: tempo([3, 0, 3], [4, 0, 4], [5, 0, 5]),
    cues: ['Round up, breathe out', 'Chest and tail lift', 'One breath each way'],
    source: 'article: 3–5 slow reps; 6/8/10 s a rep is ours',
  },
  {
    id: 'plank',
    name: 'High plank',
    position: 'face-down',
    positionName: 'On your hands',
    sides: 'both',
    equipment: [[]],
    measure: 'hold',
    range: HOLD,
    cues: ['One long line', 'Hips level', 'Belly in'],
    source: 'article: 10–20 s, 2 sets',
  },
  {
    id: 'side',
    name: 'Side plank',
    position: 'side',
    positionName: 'On your side',
    sides: 'each',
    equipment: [[]],
    measure: 'hold',
    range: HOLD,
    cues: ['Elbow under shoulder', 'Hips up', 'Head in line'],
    source: 'article: 10–20 s a side, 2 rounds',
  },
  {
    id: 'bridge',
    name: 'Glute bridge',
    position: 'back',
    positionName: 'On your back',
    sides: 'both',
    equipment: [[]],
    measure: 'reps',
    range: REPS,
    tempo: tempo([1, 2, 2, 1], [1, 2.5, 2.5, 1], [2, 3, 3, 1]),
    cues: ['Push through the heels', 'Ribs down', 'Lower slowly'],
    source: 'article: 2 × 8–12, pause 2–3 s; 6/7/9 s a rep is ours',
  },
  {
    id: 'squeeze',
    name: 'Blade squeeze',
    position: 'standing',
    positionName: 'Sit or stand tall',
    sides: 'both',
    equipment: [[]],
    measure: 'reps',
    range: FEW,
    tempo: tempo([1, 5, 1], [1, 5, 2], [2, 5, 3]),
    cues: ['Pinch a pencil between', 'Shoulders away from ears', 'Let go slowly'],
    source: 'article: hold 5 s, 5 reps in the routine; 7/8/10 s a rep is ours',
  },
  {
    id: 'row',
    name: 'Band row',
    position: 'standing',
    positionName: 'Stand, face the anchor',
    sides: 'both',
    equipment: [['band', 'anchor']],
    measure: 'reps',
    range: REPS,
    tempo: PULL_TEMPO,
    cues: ['Elbows close', 'Pull, then squeeze', 'Return slowly'],
    source: 'article: 2 × 8–12, pause briefly; 4/5/6 s a rep is ours',
  },
  {
    id: 'apart',
    name: 'Band pull-apart',
    position: 'standing',
    positionName: 'Stand, band in front',
    sides: 'both',
    equipment: [['band']],
    measure: 'reps',
    range: REPS,
    tempo: PULL_TEMPO,
    cues: ['Hands past your shoulders', 'Ribs down', 'Return slowly'],
    source: 'article: 2 × 8–12; 4/5/6 s a rep is ours',
  },
  {
    id: 'superman',
    name: 'Superman',
    position: 'face-down',
    positionName: 'Lie face down',
    sides: 'both',
    equipment: [[]],
    measure: 'reps',
    range: { low: 6, middle: 8, high: 10 },
    tempo: tempo([1, 2, 1], [1.5, 3.5, 1.5], [2, 5, 2]),
    cues: ['Only a few inches', 'Long neck, look down', 'Lower with control'],
    source: 'article: 2 × 6–10, hold 2–5 s; 4/6.5/9 s a rep is ours',
  },
  {
    id: 'isopull',
    name: 'Isometric pull',
    position: 'standing',
    positionName: 'Sit or stand tall',
    sides: 'both',
    equipment: [['band'], ['towel']],
    measure: 'hold',
    range: HOLD,
    cues: ['Pull without moving', 'Shoulders down', 'Keep breathing'],
    source: 'article: optional 3 × 10–20 s',
  },
  {
    id: 'draw-in',
    name: 'Belly draw-in',
    position: 'standing',
    positionName: 'Anywhere',
    sides: 'both',
    equipment: [[]],
    measure: 'cue',
    cues: ['Draw the belly in', 'Lightly', 'Keep breathing'],
    source: 'article: occasionally, without a length',
  },
];

/** Every movement of the catalogue, in the order in which the routine meets them. */
export const allMovements = (): readonly Movement[] => MOVEMENTS;

/** The catalogue entry of a movement. Total: the ids are a closed union. */
export function movementOf(id: MovementId): Movement {
  const found = MOVEMENTS.find((movement) => movement.id === id);
  if (!found) throw new Error(`the catalogue lacks ${id}`);
  return found;
}

export const isMovementId = (value: unknown): value is MovementId =>
  MOVEMENTS.some((movement) => movement.id === value);
