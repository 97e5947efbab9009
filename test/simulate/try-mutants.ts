/** `npm run simulate -- --mutants`: breaks a copy of the product in one place at a time and lets the simulation look for it. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Mutant, mutants } from './mutants.js';

const root = path.resolve(import.meta.dirname, '../..');
/** What the simulation imports, and what says how to compile it. */
const PARTS = ['apps/server', 'apps/watch/src', 'apps/dashboard/src', 'libs/routine-core', 'test/simulate'];
const FILES = ['tsconfig.json', 'package.json'];

function copyProduct(to: string): void {
  for (const part of PARTS) {
    const filter = (file: string) => !/node_modules|\.test\.tsx?$/.test(file);
    cpSync(path.join(root, part), path.join(to, part), { recursive: true, filter });
  }
  for (const file of FILES) cpSync(path.join(root, file), path.join(to, file));
  symlinkSync(path.join(root, 'node_modules'), path.join(to, 'node_modules'));
}

/** Throws when the place is not there any more: a mutant that changes nothing proves nothing. */
function breakIt(where: string, { name, edits }: Mutant): void {
  for (const { file, from, to } of edits) {
    const target = path.join(where, file);
    const code = readFileSync(target, 'utf8');
    if (code.split(from).length !== 2) throw new Error(`${name}: its place in ${file} is not there once`);
    writeFileSync(
      target,
      code.replace(from, () => to),
    );
  }
}

function simulate(where: string, seeds: number) {
  const args = ['--tsconfig', 'apps/server/tsconfig.json', 'test/simulate/main.ts', '--seeds', String(seeds)];
  const tsx = path.join(root, 'node_modules/.bin/tsx');
  const run = spawnSync(tsx, args, { cwd: where, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const last = run.stdout.trim().split('\n').at(-1) ?? '';
  return { caught: run.status !== 0, last, problems: run.stderr.trim() };
}

const countsOf = (last: string): string => {
  try {
    const { lost, duplicated, diverged } = JSON.parse(last) as Record<string, number>;
    return `${lost} lost, ${duplicated} duplicated, ${diverged} diverged`;
  } catch {
    return 'the run itself broke';
  }
};

/** Answers how many mutants got past. */
export function tryMutants(seeds: number): number {
  const base = mkdtempSync(path.join(os.tmpdir(), 'plumbline-mutants-'));
  let missed = 0;
  try {
    for (const mutant of mutants) {
      const where = path.join(base, String(mutants.indexOf(mutant)));
      mkdirSync(where);
      copyProduct(where);
      breakIt(where, mutant);
      const { caught, last } = simulate(where, seeds);
      if (!caught) missed += 1;
      console.log(
        `${caught ? 'caught' : 'MISSED'}: the product ${mutant.name} (${countsOf(last)} in ${seeds} seeds)`,
      );
    }
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
  return missed;
}
