import { PROGRESS_TABLES } from '../../apps/server/src/progress/keep/rebuild-progress.js';
import { rebuildSessions } from '../../apps/server/src/sessions/update-sessions.js';
import type { Body, GapRow, Model, StoredRow, Verdict } from './model.js';
import type { SimDashboard } from './sim-dashboard.js';
import type { Life, SimServer } from './sim-server.js';
import { households } from './template.js';

type EntryRow = { journal_id: string; seq: number; body: string; quarantined: number };
type GapCells = { journal_id: string; from_seq: number; to_seq: number };

async function ask<T>(server: SimServer, question: (life: Life) => Promise<T>): Promise<T> {
  const told = await server.ask(question);
  if (!told.heard) throw new Error(`the server gave no answer (${told.why})`);
  return told.answer;
}

const select = <Row>(server: SimServer, sql: string, params: string[] = []): Promise<Row[]> =>
  ask(server, ({ database }) => database.read.all<Row>(sql, params));

export async function storedRows(server: SimServer): Promise<StoredRow[]> {
  const rows = await select<EntryRow>(server, 'SELECT journal_id, seq, body, quarantined FROM entry');
  return rows.map(({ journal_id: journalId, seq, body, quarantined }) => {
    return { journalId, seq, body: JSON.parse(body) as Body, quarantined: quarantined === 1 };
  });
}

async function gapRows(server: SimServer): Promise<GapRow[]> {
  const rows = await select<GapCells>(server, 'SELECT journal_id, from_seq, to_seq FROM gap');
  return rows.map((row) => ({ journalId: row.journal_id, from: row.from_seq, to: row.to_seq }));
}

type Judged = { model: Model; server: SimServer; dashboards: readonly SimDashboard[]; held(): Set<string> };

/** After the storm: is everything where it belongs, once, and the same for everybody? */
export async function judge({ model, server, dashboards, held }: Judged): Promise<Verdict> {
  const verdict = model.judge(await storedRows(server), await gapRows(server), held());
  for (const [i, { accountId }] of households.entries()) {
    verdict.diverged.push(...(await compareCopy(server, accountId, dashboards[i]?.copy ?? new Map())));
  }
  verdict.diverged.push(...(await compareReadModels(server)));
  return verdict;
}

async function compareCopy(
  server: SimServer,
  accountId: string,
  copy: Map<string, unknown>,
): Promise<string[]> {
  const sql = 'SELECT journal_id, seq, body FROM entry WHERE account_id = ?';
  const rows = await select<EntryRow>(server, sql, [accountId]);
  const wrong = rows.filter(
    ({ journal_id, seq, body }) => JSON.stringify(copy.get(`${journal_id} ${seq}`)) !== body,
  );
  if (wrong.length === 0 && copy.size === rows.length) return [];
  return [
    `the dashboard of ${accountId} holds ${copy.size} of ${rows.length} entries, ${wrong.length} wrong`,
  ];
}

/** What grew with every push equals what is computed from the journals at once. */
async function compareReadModels(server: SimServer): Promise<string[]> {
  const rowsOf = async (name: string) =>
    (await select<object>(server, `SELECT * FROM ${name}`)).map((row) => JSON.stringify(row)).sort();
  const tables = () => Promise.all(['session', ...PROGRESS_TABLES].map(rowsOf));
  const grown = JSON.stringify(await tables());
  await ask(server, ({ database }) => database.write.run(rebuildSessions));
  return grown === JSON.stringify(await tables()) ? [] : ['the read models differ from rebuilt ones'];
}
