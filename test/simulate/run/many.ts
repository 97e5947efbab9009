/** Seeds shared out among processes. Every seed is a world of its own, so that it does not matter who plays it. */
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { Told } from './sum.js';

export type Job = { seeds: readonly number[]; jobs: number; address: string };
type Reply = { outcome: Told } | { fault: string };

/** Plays all seeds; `heard` gets each outcome as it comes. Throws when a world could not be played to its end. */
export async function playMany(
  { seeds, jobs, address }: Job,
  heard: (outcome: Told) => boolean,
): Promise<void> {
  const waiting = [...seeds];
  const players = Array.from({ length: Math.min(jobs, seeds.length) }, () =>
    playSome(address, {
      next: () => waiting.shift(),
      heard: (outcome) => {
        if (!heard(outcome)) waiting.length = 0;
      },
    }),
  );
  await Promise.all(players);
}

type Share = { next(): number | undefined; heard(outcome: Told): void };

function playSome(address: string, { next, heard }: Share): Promise<void> {
  const child = fork(path.join(import.meta.dirname, 'player.ts'), [address]);
  return new Promise((resolve, reject) => {
    const ask = () => {
      const seed = next();
      child.send(seed === undefined ? 'over' : seed);
    };
    child.on('message', (reply: Reply | 'ready') => {
      if (reply !== 'ready' && 'fault' in reply) return fail(child, reply.fault, reject);
      if (reply !== 'ready') heard(reply.outcome);
      ask();
    });
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a player ended with ${code}`))));
  });
}

function fail(child: ChildProcess, fault: string, reject: (fault: Error) => void): void {
  reject(new Error(fault));
  child.send('over');
}
