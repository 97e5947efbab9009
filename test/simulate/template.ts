import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { hashToken } from '../../apps/server/src/accounts/secrets.js';
import { FILE_NAME, openDatabase } from '../../apps/server/src/database/database.js';

export type Household = { accountId: string; name: string; tokens: string[] };

/** Two accounts; the first has two watches. Tokens look like real ones. */
export const households: readonly Household[] = [
  { accountId: 'account-ida', name: 'Ida', tokens: ['a', 'b'].map((sign) => `plb_d_${sign.repeat(43)}`) },
  { accountId: 'account-bo', name: 'Bo', tokens: [`plb_d_${'c'.repeat(43)}`] },
];

/** A data file of the newest version with the households in it, made once for all seeds. */
export async function makeTemplate(root: string): Promise<string> {
  const dir = path.join(root, 'template');
  mkdirSync(dir, { recursive: true });
  const database = await openDatabase(dir);
  await database.write.run(async (tx) => {
    for (const { accountId, name, tokens } of households) {
      await tx.add('account', ['id', 'name', 'password_hash', 'created_at'], [[accountId, name, '-', 0]]);
      const rows = tokens.map((token, i) => [
        `${accountId}-${i}`,
        accountId,
        'Balance',
        '-',
        hashToken(token),
        0,
      ]);
      await tx.add('device', ['id', 'account_id', 'name', 'journal_id', 'token_hash', 'created_at'], rows);
    }
  });
  await database.close();
  const file = path.join(root, 'template.sqlite');
  copyFileSync(path.join(dir, FILE_NAME), file);
  return file;
}
