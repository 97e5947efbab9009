/** The product, broken on purpose in one place each: the simulation must notice every one of them. */
export type Mutant = { name: string; file: string; from: string; to: string };

export const mutants: readonly Mutant[] = [
  {
    name: 'answers before COMMIT',
    file: 'apps/server/src/database/write-queue.ts',
    from: `      await this.runner.query('COMMIT');`,
    to: `      for (const [index, job] of jobs.entries()) job.settle(outcomes[index] as Outcome);
      await new Promise((resolve) => setImmediate(resolve));
      await this.runner.query('COMMIT');`,
  },
  {
    name: 'takes positions outside the transaction',
    file: 'apps/server/src/journal/store-push.ts',
    from: `    await tx.run('UPDATE account SET position = position + ? WHERE id = ?', [fresh.length, accountId]);`,
    to: `    lastPosition.set(accountId, (lastPosition.get(accountId) ?? 0) + fresh.length);
    await tx.run('UPDATE account SET position = ? WHERE id = ?', [lastPosition.get(accountId) ?? 0, accountId]);`,
  },
  {
    name: 'does not look for forks',
    file: 'apps/server/src/journal/store-push.ts',
    from: `    if (known !== undefined && known !== entry.digest) return { fresh, forkedAt: entry.seq };`,
    to: '',
  },
];
