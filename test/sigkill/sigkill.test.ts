/** A small slice of `npm run sigkill`, with the run's own seed. */
import 'reflect-metadata';
import { describe, expect, test } from '@jest/globals';
import { runRounds } from './run.js';

describe('a server process that is killed under load', () => {
  test('has everything it acknowledged, once, after three SIGKILLs', async () => {
    const seed = 1 + Number(process.env.PLUMBLINE_SEED ?? 0);
    const { lost, duplicated, diverged, acknowledged, heard } = await runRounds({ rounds: 3, seed });
    expect({ lost, duplicated, diverged }).toEqual({ lost: [], duplicated: [], diverged: [] });
    expect(acknowledged).toBeGreaterThan(10);
    expect(heard).toBeGreaterThan(10);
  }, 60_000);
});
