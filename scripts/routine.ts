/** `npm run routine -- FILE`: a routine file's timeline as text or JSON; a bad file gets every problem with its path. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cuesBetween } from '@plumbline/routine-core/cues';
import { printTimeline } from '@plumbline/routine-core/debug';
import { parseRoutine } from '@plumbline/routine-core/parse';
import type { Problem } from '@plumbline/routine-core/result';
import {
  LEVEL_NAMES,
  type LevelName,
  type ProgressionLevel,
  tempoLevelOf,
} from '@plumbline/routine-core/routine';
import { startSession } from '@plumbline/routine-core/session';
import { type CompileOptions, compileTimeline, type Timeline } from '@plumbline/routine-core/timeline';
import { jsonFault } from './json-fault.js';

const HELP = `Prints a routine file's timeline: every step with its start, length, side and cues, and each block
against its budget.

  npm run routine -- FILE [options]

  --level LEVEL     low, middle or high: the routine's own ranges (default low);
                    or 0 to 6: progression levels (0 first week, 1–3 two sets, 4–6 three sets)
  --with-optional   with the blocks that are optional
  --json            totalSeconds, blocks, steps and cues as JSON
  --help            this text

Try: npm run routine -- examples/routines/back-posture.json --level middle
`;

function stop(...lines: readonly string[]): never {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exit(1);
}

function levelOf(text: string): Pick<CompileOptions, 'level' | 'progression'> {
  if (LEVEL_NAMES.includes(text as LevelName)) return { level: text as LevelName };
  if (!/^[0-6]$/.test(text)) stop(`"${text}" is no level: say low, middle, high, or 0 to 6.`);
  const progression = Number(text) as ProgressionLevel;
  return { progression, level: tempoLevelOf(progression) };
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file',
  EISDIR: 'That is a folder, not a file',
  EACCES: 'That file may not be read',
};

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return stop(`${UNREADABLE[code] ?? `That file cannot be read (${code})`}: ${file}`);
  }
}

function readJson(file: string): unknown {
  const text = readText(file);
  const fault = jsonFault(text);
  if (fault)
    stop(`${file} is not JSON: line ${fault.line}, column ${fault.column}: expected ${fault.expected}.`);
  return JSON.parse(text);
}

function problemLine({ code, path, message, ...rest }: Problem): string {
  const details = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
  return `  ${path ?? '(file)'}: ${typeof message === 'string' ? message : code}${details}`;
}

/** Cues with their distance from the start, from a session that begins at instant 0. */
function allCues(timeline: Timeline): readonly { kind: string; atMs: number }[] {
  const { routineId, routineVersion, options } = timeline;
  const sessionId = '0'.repeat(26);
  const start = {
    kind: 'session-started',
    at: 0,
    zone: 0,
    sessionId,
    routineId,
    routineVersion,
    options,
  } as const;
  const cues = cuesBetween(timeline, startSession(start), -1, timeline.totalMs);
  return cues.map((cue) => ({ kind: cue.kind, atMs: cue.at }));
}

function toJson(timeline: Timeline): unknown {
  let startMs = 0;
  const steps = timeline.steps.map((step) => {
    const { kind, movement, side, durationMs } = step;
    const row = { kind, movement, side: side ?? null, startMs, durationMs };
    startMs += durationMs;
    return row;
  });
  const blocks = timeline.blocks.map(({ id, durationMs, budgetSeconds }) => ({
    id,
    seconds: durationMs / 1000,
    budgetSeconds: budgetSeconds ?? null,
  }));
  return { totalSeconds: timeline.totalMs / 1000, blocks, steps, cues: allCues(timeline) };
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        level: { type: 'string', default: 'low' },
        'with-optional': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return stop((error as Error).message, '', HELP);
  }
}

const { values, positionals } = readArguments();
if (values.help) {
  process.stdout.write(HELP);
} else {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) stop('Name one routine file.', '', HELP);
  const parsed = parseRoutine(readJson(file));
  if (!parsed.ok) {
    const count = parsed.problems.length;
    stop(
      `${file} is no routine: ${count} problem${count === 1 ? '' : 's'}.`,
      ...parsed.problems.map(problemLine),
    );
  }
  const options = { ...levelOf(values.level), withOptional: values['with-optional'] };
  const timeline = compileTimeline(parsed.value, options);
  process.stdout.write(
    values.json ? `${JSON.stringify(toJson(timeline), null, 2)}\n` : printTimeline(timeline),
  );
}
