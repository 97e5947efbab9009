import type { Answer } from '../../../apps/server/src/problems/problems.js';
import type { Chance } from '../chance.js';
import type { Faults } from '../world/faults.js';
import type { Timeline } from '../world/timeline.js';
import type { Told } from './sim-server.js';

const CUT_MS = 10_000;

export type LineParts = { timeline: Timeline; chance: Chance; faults: Faults };

/** A dashboard's requests over a network that loses, delays and doubles them. Resolves to nothing when no answer comes. */
export function request(
  { timeline, chance, faults }: LineParts,
  ask: () => Promise<Told<Answer>>,
): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    timeline.after(CUT_MS, () => resolve(undefined));
    const back = (told: Told<Answer>) => {
      if (faults.strikes('page-answer-lost')) return;
      timeline.after(chance.between(10, 200), () => resolve(told.heard ? told.answer : undefined));
    };
    const arrive = (ms: number) => timeline.after(ms, () => void timeline.track(ask()).then(back));
    if (faults.strikes('page-lost')) return;
    arrive(faults.strikes('page-late') ? chance.between(3_000, 60_000) : chance.between(10, 200));
    if (faults.strikes('page-doubled')) arrive(chance.between(10, 30_000));
  });
}
