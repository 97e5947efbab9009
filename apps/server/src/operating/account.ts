import { noteEvent } from '../accounts/audit/events.js';
import { dropSecondFactor } from '../accounts/second-factor/codes.js';
import { makeTicket } from '../accounts/sign-in/tickets.js';
import { type Database, openDatabase } from '../database/database.js';
import { isRefusal } from '../problems/problems.js';
import type { Settings } from '../settings/settings.js';
import { StartRefusal } from '../settings/start-refusal.js';

export const ACCOUNT = `npm run account -- list
npm run account -- reset NAME
npm run account -- second-factor-off NAME

For whoever keeps the server, when somebody is locked out. Stop the server first. reset prints a link that sets a new password:
one use, one hour. second-factor-off lets the password alone in again.`;

export type Wish = { settings: Settings; now: number; words: string[]; say(line: string): void };
type Row = { id: string; name: string; role: string; disabled_at: number | null };

/** Takes the data as the server does, so that both never hold it at once. */
export async function account({ settings, now, words, say }: Wish): Promise<void> {
  const [deed, name, ...more] = words;
  const isKnown = deed === 'list' || deed === 'reset' || deed === 'second-factor-off';
  if (!isKnown || more.length > 0 || (deed === 'list') !== (name === undefined))
    throw new StartRefusal(ACCOUNT);
  const database = await openDatabase(settings);
  try {
    if (deed === 'list') return await list(database, say);
    const { id } = await find(database, name as string);
    if (deed === 'reset') return await reset(database, { settings, now, words, say }, id);
    return await turnOff(database, { accountId: id, at: now }, say);
  } finally {
    await database.close();
  }
}

const rows = ({ read }: Database) =>
  read.all<Row>('SELECT id, name, role, disabled_at FROM account ORDER BY created_at, id');

async function list(database: Database, say: Wish['say']): Promise<void> {
  for (const { name, role, disabled_at } of await rows(database))
    say(`${name} (${role}${disabled_at === null ? '' : ', switched off'})`);
}

async function find(database: Database, name: string): Promise<Row> {
  const found = (await rows(database)).find((row) => row.name === name);
  if (found === undefined) throw new StartRefusal(`Nobody here is called ${name}. \`list\` shows all names.`);
  return found;
}

async function reset(database: Database, { settings, now, say }: Wish, accountId: string): Promise<void> {
  const ticket = await database.write.run((tx) => makeTicket(tx, accountId, 'reset', now));
  if (isRefusal(ticket)) throw new StartRefusal(ticket.message);
  const origin = settings.publicUrl?.origin ?? `http://localhost:${settings.port}`;
  say(`Start the server and open this within an hour: ${origin}/reset#${ticket}`);
}

async function turnOff(
  database: Database,
  { accountId, at }: { accountId: string; at: number },
  say: Wish['say'],
): Promise<void> {
  const done = await database.write.run(async (tx) => {
    await dropSecondFactor(tx, accountId);
    await noteEvent(tx, { accountId, kind: 'second-factor-off', at, detail: 'by the keeper of the server' });
  });
  if (isRefusal(done)) throw new StartRefusal(done.message);
  say('The second factor is off; the password alone lets in again.');
}
