import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import sqlite3 from 'sqlite3';
import { alternate, type Benchmark, type Line, ratioOf, rounded, spread, spreadOf } from '../benchmark.js';
import { Child } from '../child.js';
import { runCommand } from '../main-program.js';
import { SCALE } from '../scale.js';

type Ready = { url: string; clients: { token: string }[]; dataDir: string };
type Cell = { stored: number; seconds: number };

/** Short, so that what is counted lies within the time of a backup. */
const SLICE_MS = Math.min(250, SCALE.cellMs);

class Bench {
  stored = 0;
  readonly seconds: number[] = [];
  readonly bytes: number[] = [];

  constructor(
    private readonly load: Child<object>,
    private readonly dataDir: string,
    private readonly folder: string,
  ) {}

  async push(ms: number): Promise<Cell> {
    const cell = await this.load.ask<Cell>({ ms });
    this.stored += cell.stored;
    return cell;
  }

  async undisturbed(): Promise<number> {
    const { stored, seconds } = await this.push(SCALE.cellMs);
    return stored / seconds;
  }

  /** The rate while a backup runs; what had been acknowledged before it began has to be in the copy. */
  async during(): Promise<number> {
    const [promised, target] = [this.stored, path.join(this.folder, `${this.seconds.length}.sqlite`)];
    const began = performance.now();
    let isDone = false;
    const made = runCommand(this.dataDir, ['backup', '--to', target]).finally(() => {
      isDone = true;
    });
    const slices: Cell[] = [];
    while (!isDone) slices.push(await this.push(SLICE_MS));
    if ((await made) !== 0) throw new Error('the backup failed');
    this.seconds.push((performance.now() - began) / 1_000);
    this.bytes.push(statSync(target).size);
    const held = await entriesIn(target);
    if (held < promised) throw new Error(`the copy holds ${held} entries of ${promised} acknowledged ones`);
    const sum = (pick: (slice: Cell) => number) => slices.reduce((all, slice) => all + pick(slice), 0);
    return sum(({ stored }) => stored) / sum(({ seconds }) => seconds);
  }
}

async function entriesIn(file: string): Promise<number> {
  const database = new sqlite3.Database(file, sqlite3.OPEN_READONLY);
  const [row] = await promisify<string, { n: number }[]>(database.all.bind(database))(
    'SELECT COUNT(*) AS n FROM entry',
  );
  await promisify(database.close.bind(database))();
  return row?.n ?? 0;
}

async function run(say: (text: string) => void): Promise<Line[]> {
  const count = SCALE.clients;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-bench-backup-'));
  const server = await Child.start<Ready>('ours', { clients: count });
  const { url, clients, dataDir } = server.ready;
  const load = await Child.start('load', { url, tokens: clients.map(({ token }) => token), count });
  const bench = new Bench(load, dataDir, folder);
  try {
    say('backup: writing what is worth a backup');
    await bench.push(SCALE.backupWarmMs);
    say(`backup: ${SCALE.rounds} rounds with and without`);
    const rates = await alternate(SCALE.rounds, {
      alone: () => bench.undisturbed(),
      during: () => bench.during(),
    });
    return [
      {
        ...{ name: 'backup', ratio: ratioOf(rates.during, rates.alone), better: 'higher' },
        against: 'the same server without a backup',
        entriesPerSecond: { during: spreadOf(rates.during, 0), without: spreadOf(rates.alone, 0) },
        backupSeconds: spreadOf(bench.seconds),
        copyMb: rounded(spread(bench.bytes).most / 1e6, 1),
        copy: 'read back, and holds all that was acknowledged before it began',
      },
    ];
  } finally {
    await load.end();
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const backup: Benchmark = {
  name: 'backup',
  title: 'entries stored a second while npm run backup copies, against without',
  run,
};
