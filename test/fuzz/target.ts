/** What there is to attack, read from the server's own description, and who attacks it. */
import { JOURNAL, OTHER_JOURNAL } from '../../apps/server/src/testing/entries.js';
import type { Address, Callers } from './requests.js';
import type { Person } from './stand.js';
import type { Known, Schema } from './values.js';

type Operation = {
  requestBody?: { content: Record<string, { schema: Schema }> };
  parameters?: { name: string; in: string }[];
};
type OpenApi = { paths: Record<string, Record<string, Operation>> };

export async function addressesOf(url: string): Promise<Address[]> {
  const { paths } = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as OpenApi;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { requestBody, parameters = [] }]) => ({
      method: method.toUpperCase(),
      path,
      body: requestBody?.content['application/json']?.schema,
      query: parameters.flatMap((parameter) => (parameter.in === 'query' ? [parameter.name] : [])),
    })),
  );
}

export function callersOf({ cookie, token, goneToken }: Person): Callers {
  const wrong = 'A'.repeat(43);
  return {
    nobody: {},
    person: { cookie },
    device: { authorization: `Bearer ${token}` },
    'person and device at once': { cookie, authorization: `Bearer ${token}` },
    'removed device': { authorization: `Bearer ${goneToken}` },
    'wrong token': { authorization: `Bearer plb_d_${wrong}` },
    'wrong key': { authorization: `Bearer plb_k_${wrong}` },
    'wrong cookie': { cookie: `plumbline=plb_s_${wrong}` },
  };
}

/** Names under which the messages may ask for what exists, the victim's things first of all. */
export const knownOf = (victim: Person, attacker: Person): Known => ({
  id: [victim.deviceId, attacker.deviceId, '01JD3Z5X8QSESS10N000000001', victim.accountId],
  sessionId: ['01JD3Z5X8QSESS10N000000001', '01JD3Z5X8QSESS10N000000002'],
  journalId: [JOURNAL, OTHER_JOURNAL],
  deviceId: [victim.deviceId, attacker.deviceId],
  accountId: [victim.accountId, attacker.accountId],
  name: ['Person 1', 'Balance'],
  password: ['plumb lines hang straight'],
  options: [
    '%7B%22zone%22%3A%22Europe%2FBerlin%22%7D',
    '%7B%22columns%22%3A%7B%22Datum%22%3Anull%7D%7D',
    '%7B',
  ],
  code: ['7K3M0QZX'],
  token: ['A'.repeat(43)],
  day: ['2026-11-16'],
  since: ['0', '3'],
  limit: ['1', '30'],
  address: ['https://hooks.example/x'],
  kind: ['routine', 'settings', 'week-plan'],
  secret: [`plb_i_${'A'.repeat(43)}`],
});
