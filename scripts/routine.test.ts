import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, jest, test } from '@jest/globals';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const tsx = path.join(root, 'node_modules/tsx/dist/cli.mjs');
const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-routine-'));
const ARTICLE = 'examples/routines/back-posture.json';

jest.setTimeout(60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function routine(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tsx, 'scripts/routine.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return { status, stdout, stderr };
}

function fileWith(text: string): string {
  const file = path.join(folder, 'routine.json');
  writeFileSync(file, text);
  return file;
}

interface Printed {
  readonly totalSeconds: number;
  readonly blocks: readonly {
    readonly id: string;
    readonly seconds: number;
    readonly budgetSeconds: unknown;
  }[];
  readonly steps: readonly {
    kind: string;
    movement: string;
    side: string | null;
    startMs: number;
    durationMs: number;
  }[];
  readonly cues: readonly { readonly kind: string; readonly atMs: number }[];
}

const printed = (...args: readonly string[]): Printed =>
  JSON.parse(routine(ARTICLE, '--json', ...args).stdout) as Printed;

// The article's figures at default rests (features.md §3.4), plus 10 s for each of three or four changes of position.
const TOTALS = [
  { args: [], name: 'low without a word', seconds: 616 + 30 },
  { args: ['--level', 'low', '--with-optional'], name: 'low with the optional block', seconds: 686 + 40 },
  { args: ['--level', 'middle'], name: 'middle', seconds: 816 + 30 },
  {
    args: ['--level', 'middle', '--with-optional'],
    name: 'middle with the optional block',
    seconds: 901 + 40,
  },
  { args: ['--level', 'high'], name: 'high', seconds: 1090 + 30 },
  { args: ['--level=high', '--with-optional'], name: 'high with the optional block', seconds: 1190 + 40 },
] as const;

describe('npm run routine, on a good file', () => {
  test.each(TOTALS)('the article’s routine lasts its $seconds s at $name', ({ args, seconds }) => {
    expect(printed(...args).totalSeconds).toBe(seconds);
  });

  test('progression level 3 is the high range with 3–5 squeezes, level 4 the low range with a third set', () => {
    const work = (level: string, movement: string) =>
      printed('--level', level).steps.filter((s) => s.movement === movement && /hold|reps/.test(s.kind));
    expect(work('3', 'squeeze').map((step) => step.durationMs)).toEqual([50_000, 50_000]);
    expect(work('4', 'plank').map((step) => step.durationMs)).toEqual([10_000, 10_000, 10_000]);
    expect(work('0', 'squeeze').map((step) => step.durationMs)).toEqual([21_000]);
  });

  test('the JSON has blocks with budgets, steps end to end, and cues inside the total', () => {
    const { totalSeconds, blocks, steps, cues } = printed('--level', 'middle');
    expect(blocks).toEqual([
      { id: 'warm-up', seconds: 132, budgetSeconds: { least: 180, most: 180 } },
      { id: 'core', seconds: 325, budgetSeconds: { least: 300, most: 300 } },
      { id: 'back', seconds: 389, budgetSeconds: { least: 300, most: 420 } },
    ]);
    const ends = steps.map((step) => step.startMs + step.durationMs);
    expect(steps.map((step) => step.startMs)).toEqual([0, ...ends.slice(0, -1)]);
    expect(ends[ends.length - 1]).toBe(totalSeconds * 1000);
    expect(cues[0]).toEqual({ kind: 'ready', atMs: 0 });
    expect(cues[cues.length - 1]).toEqual({ kind: 'all-done', atMs: totalSeconds * 1000 });
    expect(steps.filter((s) => s.side !== null && s.kind === 'hold').map((s) => s.side)).toEqual([
      'left',
      'right',
      'left',
      'right',
    ]);
  });

  test('the text names every step’s start, length and side, and each block against its budget', () => {
    const { status, stdout, stderr } = routine(ARTICLE, '--level', 'middle');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /^ {2}0:10 {5}25 s {2}hold {5}Doorway stretch \(set 1 of 2\) +go, halfway, last-three$/m,
    );
    expect(stdout).toMatch(/^ +\d+:\d\d +15 s {2}hold +Side plank, right \(set 2 of 2\)/m);
    expect(stdout).toContain('Core and glutes: 325 s = 5:25 (budget 300 s, 25 s over)');
    expect(stdout).toContain('Total: 846 s = 14:06');
  });
});

describe('npm run routine, on a bad file', () => {
  test('every problem is told with its path, and nothing is printed', () => {
    const bad = {
      format: 1,
      id: 'Bad Id',
      version: 1,
      name: 'Bad',
      colour: 'red',
      blocks: [
        {
          id: 'one',
          name: 'One',
          exercises: [{ movement: 'plank', sets: 2, reps: { low: 1, middle: 2, high: 3 } }],
        },
        { id: 'one', name: 'Two', exercises: [] },
        {
          id: 'two',
          name: 'Three',
          exercises: [{ movement: 'squat', sets: 0, hold: { low: 9, middle: 5, high: 1 } }],
        },
        {
          id: 'end',
          name: 'Four',
          exercises: [{ movement: 'plank', sets: 1, hold: { low: 9, middle: 5, high: 1 } }],
        },
      ],
    };
    const { status, stdout, stderr } = routine(fileWith(JSON.stringify(bad)));
    const paths = stderr.split('\n').flatMap((line) => line.match(/^ {2}([^\s:]+): /)?.[1] ?? []);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(paths.sort()).toEqual([
      'blocks.0.exercises.0.reps',
      'blocks.1.exercises',
      'blocks.1.id',
      'blocks.2.exercises.0.movement',
      'blocks.2.exercises.0.sets',
      'blocks.3.exercises.0.hold',
      'colour',
      'id',
    ]);
    expect(stderr).toContain('8 problems');
  });

  test('a fault in the JSON is told with its line and column', () => {
    const { status, stderr } = routine(fileWith('{\n  "format": 1\n  "id": "x"\n}'));
    expect(status).toBe(1);
    expect(stderr).toContain('line 3, column 3: expected a comma or }');
  });

  const REFUSED = [
    ['a missing file', ['nowhere.json'], 'There is no such file: nowhere.json'],
    ['a folder', ['examples'], 'That is a folder, not a file: examples'],
    ['no file at all', [], 'Name one routine file.'],
    ['two files', [ARTICLE, ARTICLE], 'Name one routine file.'],
    ['an unknown level', [ARTICLE, '--level', '7'], '"7" is no level'],
    ['an unknown option', [ARTICLE, '--loud'], "Unknown option '--loud'"],
  ] as const;
  test.each(REFUSED)('%s ends with a sentence and code 1', (_name, args, sentence) => {
    const { status, stdout, stderr } = routine(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

test('npm run routine -- --help says what it takes', () => {
  const { status, stdout } = routine('--help');
  expect(status).toBe(0);
  for (const option of ['--level', '--with-optional', '--json', '--help']) expect(stdout).toContain(option);
});
