import { stepCues } from '../cues/index.js';
import { movementOf } from '../routine/index.js';
import { isWork, type Step, type Timeline, type TimelineBlock } from '../timeline/index.js';
import { type Millis, minutesAndSeconds, SECOND_MS } from '../units/index.js';

const fill = (text: string, width: number): string => {
  let filled = text;
  while (filled.length < width) filled += ' ';
  return filled;
};

const fillLeft = (text: string, width: number): string => {
  let filled = text;
  while (filled.length < width) filled = ` ${filled}`;
  return filled;
};

const seconds = (ms: Millis): string => `${ms / SECOND_MS} s`;

const workName = (step: Step): string => {
  const side = step.side ? `, ${step.side}` : '';
  return `${movementOf(step.movement).name}${side}`;
};

function whatOf(step: Step): string {
  if (!isWork(step)) return `→ ${workName(step)}`;
  const amount = step.kind === 'hold' ? '' : `, ${step.target} reps`;
  return `${workName(step)} (set ${step.set} of ${step.sets}${amount})`;
}

/** Cues as `go`, `rep ×7`: kinds in the order in which they are first felt, with how often. */
function cueWords(timeline: Timeline, step: Step): string {
  const counts: Array<{ kind: string; times: number }> = [];
  for (const cue of stepCues(timeline, step, step.durationMs)) {
    const known = counts.find((count) => count.kind === cue.kind);
    if (known) known.times += 1;
    else counts.push({ kind: cue.kind, times: 1 });
  }
  return counts.map((count) => (count.times > 1 ? `${count.kind} ×${count.times}` : count.kind)).join(', ');
}

function stepLine(timeline: Timeline, step: Step, startMs: Millis): string {
  const start = fillLeft(minutesAndSeconds(startMs), 6);
  const length = fillLeft(step.open ? 'tap' : seconds(step.durationMs), 8);
  return `${start} ${length}  ${fill(step.kind, 8)} ${fill(whatOf(step), 44)} ${cueWords(timeline, step)}`;
}

function budgetWords(block: TimelineBlock): string {
  const budget = block.budgetSeconds;
  if (!budget) return 'no budget';
  const { least, most } = budget;
  const length = block.durationMs / SECOND_MS;
  const range = least === most ? `${most} s` : `${least}–${most} s`;
  if (length > most) return `budget ${range}, ${length - most} s over`;
  return `budget ${range}, ${length < least ? `${least - length} s to spare` : 'inside'}`;
}

const blockLine = (block: TimelineBlock): string =>
  `  ${block.name}: ${block.durationMs / SECOND_MS} s = ${minutesAndSeconds(block.durationMs)} (${budgetWords(block)})`;

/** A timeline as text, one step a line with start, length, side and cues, then the blocks against their budgets. */
export function printTimeline(timeline: Timeline): string {
  const { options } = timeline;
  const level = options.progression === undefined ? options.level : `level ${options.progression}`;
  const lines = [
    `${timeline.routineName}, version ${timeline.routineVersion}, ${level}${options.withOptional ? ', with optional blocks' : ''}`,
  ];
  let startMs = 0;
  let blockId = '';
  for (const step of timeline.steps) {
    const block = timeline.blocks.find((each) => each.id === step.blockId);
    if (step.blockId !== blockId && block) lines.push('', block.name);
    blockId = step.blockId;
    lines.push(stepLine(timeline, step, startMs));
    startMs += step.durationMs;
  }
  lines.push(`${fillLeft(minutesAndSeconds(startMs), 6)}           all-done`, '', 'Blocks');
  for (const block of timeline.blocks) lines.push(blockLine(block));
  lines.push(`  Total: ${timeline.totalMs / SECOND_MS} s = ${minutesAndSeconds(timeline.totalMs)}`);
  return `${lines.map((line) => line.replace(/ +$/, '')).join('\n')}\n`;
}
