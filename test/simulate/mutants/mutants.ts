/** The product, broken on purpose: the simulation must notice every one of these. */
type Edit = { file: string; from: string; to: string };
export type Mutant = { name: string; edits: readonly Edit[] };

export const mutants: readonly Mutant[] = [
  {
    name: 'answers before COMMIT',
    edits: [
      {
        file: 'apps/server/src/database/write-queue.ts',
        from: `      await this.runner.query('COMMIT');`,
        to: `      for (const [index, job] of jobs.entries()) job.settle(outcomes[index] as Outcome);
      await new Promise((resolve) => setImmediate(resolve));
      await this.runner.query('COMMIT');`,
      },
    ],
  },
  {
    name: "moves an account's position outside the transaction",
    edits: [
      {
        file: 'apps/server/src/journal/shelf.ts',
        from: `    await writePositions(tx, new Map([...this.moved].map((id) => [id, this.positions.get(id) as number])));`,
        to: '',
      },
      {
        file: 'apps/server/src/journal/store-push.ts',
        from: '  if (fresh.length > 0) await writePositions(tx, new Map([[accountId, position]]));',
        to: '',
      },
      {
        file: 'apps/server/src/journal/journal.ts',
        from: '    this.ingest = new Ingest(database.write);',
        to: '    this.ingest = new Ingest(database.write);\n    this.outside = database.write;',
      },
      {
        file: 'apps/server/src/journal/journal.ts',
        from: '  private readonly ingest: Ingest;',
        to: "  private readonly ingest: Ingest;\n  private readonly outside: Database['write'];",
      },
      {
        file: 'apps/server/src/journal/journal.ts',
        from: '    if (stored.ok && stored.added.length > 0) this.tell(',
        to: `    if (stored.ok) {
      const sql = 'UPDATE account SET position = ? WHERE id = ?';
      await this.outside.run((tx) => tx.run(sql, [stored.position, accountId]));
    }
    if (stored.ok && stored.added.length > 0) this.tell(`,
      },
    ],
  },
  {
    name: 'does not look for forks',
    edits: [
      {
        file: 'apps/server/src/journal/store-push.ts',
        from: `    if (known !== undefined && !isStored(known, entry.body)) return { fresh, forkedAt: entry.seq };`,
        to: '',
      },
    ],
  },
];
