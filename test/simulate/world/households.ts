import { hashToken } from '../../../apps/server/src/accounts/secrets.js';
import type { Database } from '../../../apps/server/src/database/database.js';

export type Household = {
  accountId: string;
  name: string;
  /** One for each watch. */
  tokens: string[];
  /** One for each dashboard. */
  logins: string[];
};

const token = (sign: string) => `plb_d_${sign.repeat(43)}`;
const login = (sign: string) => `plb_s_${sign.repeat(43)}`;

/** Two accounts; the first has two watches and two dashboards. Secrets have the form of real ones. */
export const households: readonly Household[] = [
  {
    accountId: 'account-ida',
    name: 'Ida',
    tokens: [token('a'), token('b')],
    logins: [login('d'), login('e')],
  },
  { accountId: 'account-bo', name: 'Bo', tokens: [token('c')], logins: [login('f')] },
];

const FAR = 4_000_000_000_000;

/** Writes the households into empty data. */
export async function furnish({ write }: Database): Promise<void> {
  await write.run(async (tx) => {
    for (const { accountId, name, tokens, logins } of households) {
      await tx.add('account', ['id', 'name', 'password_hash', 'created_at'], [[accountId, name, '-', 0]]);
      const devices = tokens.map((each, i) => [
        `${accountId}-${i}`,
        accountId,
        'Balance',
        '-',
        hashToken(each),
        0,
      ]);
      await tx.add('device', ['id', 'account_id', 'name', 'journal_id', 'token_hash', 'created_at'], devices);
      const signIns = logins.map((each) => [hashToken(each), accountId, 0, FAR]);
      await tx.add('login', ['token_hash', 'account_id', 'created_at', 'expires_at'], signIns);
    }
  });
}
