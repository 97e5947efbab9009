/** The product, broken on purpose: the simulation must notice every one of these. */
type Edit = { file: string; from: string; to: string };
export type Mutant = { name: string; edits: readonly Edit[] };

const QUEUE = 'apps/server/src/database/write-queue.ts';
const COMMIT = `      held.frame('COMMIT');
      await this.land(held);`;
const ROWS = 'apps/server/src/journal/journal-rows.ts';
/** The three that issue 4 names come first. */
export const mutants: readonly Mutant[] = [
  {
    name: 'answers before COMMIT',
    edits: [
      {
        file: QUEUE,
        from: COMMIT,
        to: `      for (const [index, job] of jobs.entries()) job.settle(outcomes[index] as Outcome);
      await new Promise((resolve) => setImmediate(resolve));
${COMMIT}`,
      },
    ],
  },
  {
    // Right as long as nobody dies: it is read back from memory, and written as soon as COMMIT is through.
    name: "moves an account's position outside the transaction, right after it",
    edits: [
      {
        file: ROWS,
        from: `  return new Map(rows.map(({ id, position }) => [id, position]));`,
        to: `  return new Map(rows.map(({ id, position }) => [id, ahead.get(id) ?? position]));`,
      },
      {
        file: ROWS,
        from: `  if (positions.size === 0) return;`,
        to: `  for (const [id, position] of positions) ahead.set(id, position);
  if (positions.size >= 0) return;`,
      },
      {
        file: ROWS,
        from: `type Key = { accountId: string; journalId: string };`,
        to: `type Key = { accountId: string; journalId: string };
export const ahead = new Map<string, number>();`,
      },
      {
        file: QUEUE,
        from: `import { isInside } from './inside.js';`,
        to: `import { isInside } from './inside.js';
import { ahead } from '../journal/journal-rows.js';`,
      },
      {
        file: QUEUE,
        from: `    const held = new Held(this.runner, this.engine.begin, after);`,
        to: `    ahead.clear();
    const held = new Held(this.runner, this.engine.begin, after);`,
      },
      {
        file: QUEUE,
        from: COMMIT,
        to: `${COMMIT}
      for (const [id, position] of ahead)
        await this.runner.query('UPDATE account SET position = ? WHERE id = ? AND position < ?', [position, id, position]);`,
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
  {
    name: 'steps over what is missing and says nothing',
    edits: [
      {
        file: 'apps/server/src/journal/entry-rows.ts',
        from: `  tx.put('gap', columns, rows, 'ON CONFLICT DO NOTHING');`,
        to: '  if (rows.length < 0) tx.put(columns[0], columns, rows);',
      },
    ],
  },
  {
    name: 'does not notice a cursor from before a restored backup',
    edits: [
      {
        file: 'apps/server/src/journal/changes.ts',
        from: 'return seal !== undefined && seal !== (await sealAt(this.database.read, accountId, since));',
        to: 'return false;',
      },
    ],
  },
  {
    name: 'goes on showing deleted sessions',
    edits: [
      {
        file: 'apps/server/src/sessions/update-sessions.ts',
        from: '  await removeSessionRows(tx, gone);\n',
        to: '',
      },
    ],
  },
  {
    name: 'does not count weeks anew when a goal or a week away changes',
    edits: [
      {
        file: 'apps/server/src/documents/follow-decision.ts',
        from: '  else await rebuildWeeks(tx, accountId);\n',
        to: '',
      },
    ],
  },
  {
    name: 'makes room on the watch for what the server never named',
    edits: [
      {
        file: 'apps/watch/src/journal/prune.ts',
        from: 'if (sessions < keep || firstSeqOf(name) - 1 > through) continue;',
        to: 'if (sessions < keep) continue;',
      },
    ],
  },
  {
    name: 'believes that no live message ever gets lost',
    edits: [
      {
        file: 'apps/dashboard/src/features/live/live-board.ts',
        from: '  let hole = message.after > board.position || message.late === true;',
        to: '  let hole = false;',
      },
    ],
  },
];
