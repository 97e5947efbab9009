import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Benchmark, type Line, rounded, spread, spreadOf } from '../benchmark.js';
import { Child } from '../child.js';
import { startMain } from '../main-program.js';
import { residentMb, rest } from '../resident.js';
import { SCALE } from '../scale.js';

type Ready = { clients: { token: string }[] };
type Cell = { pushes: number };

/** Megabytes (10⁶ bytes) the issue allows a server that does nothing. */
const LIMIT_MB = 150;
const SLICE_MS = 500;

type Seen = { started: number; pushed: number; rested: number };

async function pushMany(url: string, tokens: string[]): Promise<void> {
  const load = await Child.start('load', { url, tokens, count: tokens.length });
  for (let pushes = 0; pushes < SCALE.memoryPushes; )
    pushes += (await load.ask<Cell>({ ms: Math.min(SLICE_MS, SCALE.cellMs) })).pushes;
  await load.end();
}

/** `accounts` are made by another process, so that the one looked at is exactly what `npm start` starts. */
async function look(isPushed: boolean): Promise<Seen> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'plumbline-bench-memory-'));
  const maker = await Child.start<Ready>('ours', { clients: Math.min(10, SCALE.clients), dataDir });
  const tokens = maker.ready.clients.map(({ token }) => token);
  await maker.end();
  const server = await startMain(dataDir);
  try {
    await rest(SCALE.restMs / 5);
    const started = residentMb(server.pid);
    if (!isPushed) return { started, pushed: Number.NaN, rested: Number.NaN };
    await pushMany(server.url, tokens);
    const pushed = residentMb(server.pid);
    await rest(SCALE.restMs);
    return { started, pushed, rested: residentMb(server.pid) };
  } finally {
    await server.end();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function run(say: (text: string) => void): Promise<Line[]> {
  const starts: number[] = [];
  say(`memory: ${SCALE.rounds} starts, the last one with ${SCALE.memoryPushes} pushes`);
  for (let round = 1; round < SCALE.rounds; round += 1) starts.push((await look(false)).started);
  const { started, pushed, rested } = await look(true);
  starts.push(started);
  const against = `${LIMIT_MB} MB`;
  const facts = { name: 'memory', against, better: 'lower' as const };
  return [
    {
      ...facts,
      when: 'at rest after a start',
      ratio: rounded(spread(starts).median / LIMIT_MB),
      limit: 1,
      residentMb: spreadOf(starts, 1),
    },
    {
      ...facts,
      when: `at rest after ${SCALE.memoryPushes} pushes of 30 entries`,
      ratio: rounded(rested / LIMIT_MB),
      residentMb: rounded(rested, 1),
      rightAfterMb: rounded(pushed, 1),
    },
  ];
}

export const memory: Benchmark = {
  name: 'memory',
  title: `resident memory after a start and after many pushes, against ${LIMIT_MB} MB`,
  run,
};
