/** One of several processes that play seeds; it is told which, and answers with what came of them. */
import 'reflect-metadata';
import { openStore } from '../disks/open-store.js';
import { runSeed } from './run-seed.js';

const store = await openStore(process.argv[2] ?? 'sqlite');

async function play(seed: number): Promise<void> {
  try {
    const { said: _, ...outcome } = await runSeed(seed, store);
    process.send?.({ outcome });
  } catch (fault) {
    process.send?.({
      fault: `seed ${seed}: ${fault instanceof Error ? (fault.stack ?? '') : String(fault)}`,
    });
  }
}

process.on('message', (word: number | 'over') => {
  if (word !== 'over') return void play(word);
  void store.end().then(() => process.disconnect());
});
// Whoever gave out the seeds is gone.
process.on('disconnect', () => void store.end().finally(() => process.exit()));
process.send?.('ready');
