/** `npm run simulate -- --mutants`: breaks a copy of the product in one place at a time and lets the simulation look for it. */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Mutant, mutants } from './mutants.js';

const root = path.resolve(import.meta.dirname, '../../..');
/** What the simulation imports, and what says how to compile it. */
const PARTS = ['apps/server', 'apps/watch/src', 'apps/dashboard/src', 'libs/routine-core', 'test'];
const FILES = ['tsconfig.json', 'package.json'];

type Asked = { first: number; count: number; database: string };

/** Says of each mutant after how many seeds it was caught; then plays the whole product on as many. True when all is as it should be. */
export async function tryMutants({ first, count, database }: Asked): Promise<boolean> {
  const base = mkdtempSync(path.join(os.tmpdir(), 'plumbline-mutants-'));
  try {
    let isGood = true;
    let most = 0;
    for (const [index, mutant] of mutants.entries()) {
      const where = path.join(base, String(index));
      makeMutant(where, mutant);
      const needed = await seedsUntilCaught(where, { first, count, database });
      const words =
        needed === undefined
          ? `MISSED in ${count} seeds`
          : `caught by seed ${first + needed - 1}, the ${needed}. played`;
      console.log(`${words}: the product that ${mutant.name}`);
      isGood &&= needed !== undefined;
      most = Math.max(most, needed ?? count);
      rmSync(where, { recursive: true, force: true });
    }
    const spoiled = await seedsUntilCaught(root, { first, count: most, database });
    isGood &&= spoiled === undefined;
    const seeds = `seeds ${first} to ${first + most - 1}`;
    console.log(
      spoiled === undefined
        ? `passes ${seeds}: the product as it is`
        : `FAILS ${seeds}: the product as it is`,
    );
    return isGood;
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

function makeMutant(where: string, mutant: Mutant): void {
  mkdirSync(where);
  const filter = (file: string) => !/\/node_modules(\/|$)|\/dist\/|\.test\.tsx?$/.test(file);
  for (const part of PARTS)
    cpSync(path.join(root, part), path.join(where, part), { recursive: true, filter });
  for (const file of FILES) cpSync(path.join(root, file), path.join(where, file));
  for (const place of ['', 'apps/server'])
    symlinkSync(path.join(root, place, 'node_modules'), path.join(where, place, 'node_modules'));
  breakIt(where, mutant);
}

/** Throws when the place is not there any more: a mutant that changes nothing proves nothing. */
export function breakIt(where: string, { name, edits }: Mutant): void {
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

/** How many seeds it took, or undefined when all of them held. One at a time, so that the count is exact. */
async function seedsUntilCaught(
  where: string,
  { first, count, database }: Asked,
): Promise<number | undefined> {
  for (let seed = first; seed < first + count; ) {
    const args = [
      '--from',
      String(seed),
      '--seeds',
      String(Math.min(STRIDE, first + count - seed)),
      '--jobs',
      '1',
    ];
    const caught = await simulate(where, [...args, '--database', database]);
    if (caught !== undefined) return caught - first + 1;
    seed += STRIDE;
  }
  return undefined;
}

/** So many worlds are played before anyone looks whether one was caught. */
const STRIDE = 10;

/** The first seed that did not hold. */
function simulate(where: string, args: string[]): Promise<number | undefined> {
  const tsx = path.join(root, 'node_modules/.bin/tsx');
  const run = spawn(tsx, ['--tsconfig', 'apps/server/tsconfig.json', 'test/simulate/main.ts', ...args], {
    cwd: where,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const words: string[] = [];
  run.stdout.on('data', (chunk: Buffer) => words.push(String(chunk)));
  run.stderr.on('data', (chunk: Buffer) => words.push(String(chunk)));
  return new Promise((resolve, reject) => {
    run.once('close', (code) => {
      const said = words.join('');
      const caught = /^seed (\d+): (lost|duplicated|diverged)/m.exec(said)?.[1];
      if (code !== 0 && caught === undefined) return reject(new Error(`the run itself broke:\n${said}`));
      resolve(caught === undefined ? undefined : Number(caught));
    });
  });
}
