import type { Reader } from '../database/database.js';
import { testPostgres } from './test-place.js';

type Row = Record<string, unknown>;

const IN_A_FILE = `SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%account_id%'`;
const ON_POSTGRES = `SELECT DISTINCT table_name AS name FROM information_schema.columns
  WHERE table_schema = current_schema() AND column_name = 'account_id'`;

/** Every row of one account, in every table that knows accounts, in an order that no update changes. */
export async function dumpOf(read: Reader, accountId: string): Promise<string[]> {
  const tables = await read.all<{ name: string }>(testPostgres() === undefined ? IN_A_FILE : ON_POSTGRES);
  const rows = [...(await read.all<Row>('SELECT * FROM account WHERE id = ?', [accountId]))];
  for (const { name } of tables)
    rows.push(...(await read.all<Row>(`SELECT * FROM ${name} WHERE account_id = ?`, [accountId])));
  const deliveries = `SELECT webhook_delivery.* FROM webhook_delivery JOIN webhook ON webhook.id = webhook_id
    WHERE account_id = ?`;
  rows.push(...(await read.all<Row>(deliveries, [accountId])));
  return rows.map((row) => JSON.stringify(row)).sort();
}
