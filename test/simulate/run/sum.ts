import { createHash } from 'node:crypto';
import { FAULTS, type Hits } from '../world/faults.js';
import type { Outcome } from './run-seed.js';

export type Told = Omit<Outcome, 'said'>;
/** `events`, `faults` and `byFault` as `contract.md` counts them; `seedsByFault` in how many seeds each kind hit. */
export type Sum = {
  seeds: number;
  events: number;
  faults: number;
  lost: number;
  duplicated: number;
  diverged: number;
  gaps: number;
  byFault: Hits;
  seedsByFault: Hits;
  trace: string;
};

/** Outcomes in the order of their seeds, whoever played them. */
export function sum(unsorted: readonly Told[]): Sum {
  const outcomes = [...unsorted].sort((one, other) => one.seed - other.seed);
  const total = (of: (outcome: Told) => number) => outcomes.reduce((all, outcome) => all + of(outcome), 0);
  const perFault = (of: (hits: number) => number): Hits =>
    Object.fromEntries(FAULTS.map((fault) => [fault, total(({ byFault }) => of(byFault[fault] ?? 0))]));
  const byFault = perFault((hits) => hits);
  return {
    seeds: outcomes.length,
    events: total(({ events }) => events),
    faults: Object.values(byFault).reduce((all, hits) => all + hits, 0),
    lost: total(({ lost }) => lost.length),
    duplicated: total(({ duplicated }) => duplicated.length),
    diverged: total(({ diverged }) => diverged.length),
    gaps: total(({ gaps }) => gaps),
    byFault,
    seedsByFault: perFault((hits) => (hits > 0 ? 1 : 0)),
    trace: createHash('sha256')
      .update(outcomes.map(({ seed, trace }) => `${seed} ${trace}`).join('\n'))
      .digest('hex'),
  };
}

export const isSound = ({ lost, duplicated, diverged }: Sum): boolean => lost + duplicated + diverged === 0;

/** What `contract.md` asks of a run as such; a run that is too tame proves little. */
export function tameness({ seeds, events, faults, seedsByFault }: Sum): string[] {
  const told: string[] = [];
  if (events < 40 * seeds) told.push(`only ${(events / seeds).toFixed(1)} events a seed`);
  if (faults < 5 * seeds) told.push(`only ${(faults / seeds).toFixed(1)} faults a seed`);
  for (const fault of FAULTS)
    if ((seedsByFault[fault] ?? 0) < seeds / 100) told.push(`${fault} hit in ${seedsByFault[fault]} seeds`);
  return told;
}
