/** The benchmarks run and say what they promise; how fast anything is, no test on a shared machine can hold. */
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { root } from './stage/server-program.js';

type Line = { name: string; ratio: number; against: string; better: string; limit?: number; holds?: boolean };

const bench = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'bench/main.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', BENCH_SCALE: 'tiny' },
  });

const NAMES = [
  'ingest-1',
  'ingest-50',
  'ingest-50-metrics',
  'live',
  'idle-sockets',
  'http-push',
  'pages',
  'backup',
  'memory',
];

describe('npm run bench, at its smallest', () => {
  let lines: Line[];
  let said: ReturnType<typeof bench>;

  beforeAll(() => {
    said = bench();
    lines = said.stdout
      .split('\n')
      .filter(Boolean)
      .map((text) => JSON.parse(text) as Line);
  }, 240_000);

  test.each(NAMES)('%s runs and prints a line of JSON', (name) => {
    const own = lines.filter((line) => line.name === name);
    expect(own.length).toBeGreaterThan(0);
    for (const { ratio, against, better } of own) {
      expect(ratio).toBeGreaterThanOrEqual(0);
      expect(against).not.toBe('');
      expect(['higher', 'lower']).toContain(better);
    }
  });

  test('a line with a limit says whether it holds, and the exit code says whether all do', () => {
    const limited = lines.filter(({ limit }) => limit !== undefined);
    expect(limited.map(({ name }) => name)).toEqual(['ingest-50', 'live', 'pages', 'pages', 'memory']);
    expect(limited.map(({ holds }) => typeof holds)).toEqual(limited.map(() => 'boolean'));
    expect(said.status).toBe(limited.every(({ holds }) => holds) ? 0 : 1);
  });

  test('a name that is none is refused with the list of those there are', () => {
    const { status, stderr } = bench('ingest-7');
    expect(status).toBe(2);
    for (const name of NAMES) expect(stderr).toContain(name);
  });
});
