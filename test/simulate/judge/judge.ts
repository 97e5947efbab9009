import type { Database } from '../../../apps/server/src/database/database.js';
import { PROGRESS_TABLES } from '../../../apps/server/src/progress/keep/rebuild-progress.js';
import { rebuildSessions } from '../../../apps/server/src/sessions/update-sessions.js';
import { addVerdict, digestOf, type Verdict } from '../model/plain.js';
import type { SimHousehold } from '../world/household.js';
import { judgeBoards, judgeCopies, judgeDigests } from './copies.js';
import { judgeNumbers } from './numbers.js';
import { gapRows, knownSessions, lookInto, ofWatches, shownSessions, wordsOf } from './rows.js';

export type Judged = Verdict & { gaps: number; digest: string };

/** After the storm: is everything where it belongs, once, and the same for everybody? */
export async function judge(world: SimHousehold): Promise<Judged> {
  const boards = await judgeBoards(world);
  const told = await world.server.ask(({ database }) => judgeData(world, database));
  if (!told.heard) throw new Error(`the server gave no answer (${told.why})`);
  told.answer.diverged.push(...boards);
  return told.answer;
}

async function judgeData(world: SimHousehold, database: Database): Promise<Judged> {
  const { model } = world;
  const kept = await lookInto(database);
  const watched = ofWatches(kept.entries);
  const gaps = await gapRows(database);
  const verdict = model.journal.judge(watched, gaps, world.held());
  addVerdict(verdict, model.documents.judge(kept.documents));
  const sessions = { known: await knownSessions(database), shown: await shownSessions(database) };
  addVerdict(verdict, model.corrections.judge(wordsOf(kept.entries), sessions.known, sessions.shown));
  const { differ, digest } = judgeDigests(world, watched);
  const { differences, tables } = await compareReadModels(database);
  verdict.diverged.push(
    ...differ,
    ...judgeCopies(world, kept),
    ...(await judgeNumbers(database, kept)),
    ...differences,
  );
  return { ...verdict, gaps: gaps.length, digest: digestOf([digest, ...tables]) };
}

const READ_MODELS = ['session', ...PROGRESS_TABLES];

/** What grew with every push, correction and document equals what is computed from the journals at once. */
async function compareReadModels(database: Database) {
  const tablesNow = () => Promise.all(READ_MODELS.map((name) => linesOf(database, name)));
  const grown = await tablesNow();
  await database.write.run(rebuildSessions);
  const rebuilt = await tablesNow();
  const differences = READ_MODELS.flatMap((name, index) => {
    const [before, after] = [new Set(grown[index]), new Set(rebuilt[index])];
    const wrong = [
      ...[...before].filter((line) => !after.has(line)).map((line) => `grew ${line}`),
      ...[...after].filter((line) => !before.has(line)).map((line) => `was rebuilt ${line}`),
    ];
    return wrong.slice(0, 4).map((line) => `${name} ${line}`);
  });
  return { differences, tables: grown.flat() };
}

const linesOf = async ({ read }: Database, table: string): Promise<string[]> =>
  (await read.all<object>(`SELECT * FROM ${table}`)).map((row) => JSON.stringify(row)).sort();
