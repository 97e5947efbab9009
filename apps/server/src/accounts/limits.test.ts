import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { OPERATIONS } from '../api/operations.js';
import { type Person, type Reply, World } from '../testing/world.js';
import { repositoryRoot } from '../web/files.js';
import { LIMITS, type LimitName } from './limits.js';

/** Somebody who tries something: under an account, from an address, with a browser. */
type Someone = { person: Person; name: string; address: string; browser: string; webhookId: string };
/** Tries once what a limit counts. `time` differs from try to try. */
type Try = (who: Someone, time: number) => Promise<Reply>;

const PASSWORD = 'a long enough password';
let world: World;
let ida: Someone;
let eve: Someone;

const from = (address: string) => ({ 'x-forwarded-for': address });
/** As many addresses as one likes, so that no limit of one address comes first. */
const elsewhere = (time: number) => from(`10.1.${Math.floor(time / 250)}.${(time % 250) + 1}`);
const ask = (
  { person }: Someone,
  address: string,
  more: { body?: unknown; type?: string } = {},
): Promise<Reply> => {
  const [method = '', route = ''] = address.split(' ');
  const type = more.type === undefined ? {} : { 'content-type': more.type };
  return world.ask(method, `/api/v1/${route}`, more.body, { cookie: person.cookie, ...type });
};
const post = (route: string, body: unknown, headers: Record<string, string>) =>
  world.ask('POST', `/api/v1/${route}`, body, headers);

const TRIES: Record<LimitName, Try> = {
  entry: ({ address }, time) => post('login', { name: `Nobody ${time}`, password: 'guess' }, from(address)),
  name: ({ name }, time) => post('login', { name, password: 'guess' }, elsewhere(time)),
  browser: ({ name, browser }) => post('login', { name, password: 'guess' }, { cookie: browser }),
  code: (who) => ask(who, 'POST second-factor/confirm', { body: { code: '000000' } }),
  link: (who) => ask(who, 'POST history-grants/take', { body: { token: 'plb_h_guess' } }),
  pairing: ({ address }) => post('pair', PAIRING, from(address)),
  pairings: (_who, time) => post('pair', PAIRING, elsewhere(time)),
  'webhook-test': (who) => ask(who, `POST webhooks/${who.webhookId}/test`),
  password: (who) => ask(who, 'POST password', { body: { password: 'guess', newPassword: PASSWORD } }),
  progress: (who) => ask(who, 'GET progress/totals'),
  report: (who, time) => ask(who, time % 2 === 0 ? 'GET report' : 'GET report.html'),
  fit: (who, time) => ask(who, time % 2 === 0 ? 'GET sessions/x/activity.fit' : 'GET routines/x/workout.fit'),
  export: (who, time) => ask(who, `GET export${['', '/steps.csv', '/reminders.csv'][time % 3]}`),
  transfer: (who, time) =>
    ask(who, time % 2 === 0 ? 'POST import' : 'POST import/preview', {
      body: 'x',
      type: 'application/x-ndjson',
    }),
  history: (who, time) =>
    ask(who, time % 2 === 0 ? 'POST session-imports' : 'POST session-imports/preview', {
      ...{ body: 'x', type: 'text/csv' },
    }),
};
const PAIRING = { code: '0000-0000', deviceName: 'Balance', journalId: '01JD3Z5X8QWATCHJ0VRNA10000' };

async function someone(name: string, address: string): Promise<Someone> {
  const person = await world.person(name);
  const signedIn = await post('login', { name, password: PASSWORD }, from(address));
  const browser = signedIn.headers.getSetCookie()[1]?.split(';')[0] as string;
  const who = { person, name, address, browser, webhookId: '' };
  const hook = { name: 'Hook', address: 'https://hooks.example/x', kinds: ['session-ended'] };
  const made = await ask(who, 'POST webhooks', { body: hook });
  return { ...who, webhookId: (made.body.webhook as { id: string }).id };
}

/** Side by side, as somebody in a hurry would: those that are let through count at once. */
async function trySo(times: number, { name, who }: { name: LimitName; who: Someone }): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (let time = 0; time < times; time += 10) {
    const together = Array.from({ length: Math.min(10, times - time) }, (_, more) => time + more);
    replies.push(...(await Promise.all(together.map((each) => TRIES[name](who, each)))));
  }
  return replies;
}

const isSlowed = ({ status }: Reply): boolean => status === 429;
const expectSlowed = (reply: Reply, retryAfterMs: number): void => {
  expect(reply).toMatchObject({ status: 429, body: { ok: false, code: 'slow-down', retryAfterMs } });
  expect(reply.headers.get('retry-after')).toBe(`${Math.ceil(retryAfterMs / 1_000)}`);
};

describe('the limit of', () => {
  beforeAll(async () => {
    const outside = { resolve: () => Promise.reject(new Error('there is no network here')) };
    world = await new World().start({ trustProxy: 1, outside });
    ida = await someone('Ida', '203.0.113.1');
    eve = await someone('Eve', '203.0.113.2');
  });
  afterAll(() => world.end());

  test.each(Object.entries(LIMITS).map(([name, limit]) => [limit.of, name as LimitName, limit] as const))(
    '%s lets so many through, says how long to wait, and opens when that is over',
    async (_of, name, { times, withinMs }) => {
      world.now += 3_600_000;
      const through = await trySo(times, { name, who: ida });
      expect(through.filter(isSlowed)).toEqual([]);
      expectSlowed(await TRIES[name](ida, times), withinMs);
      // What was refused does not count, so nobody who goes on asking waits longer for it.
      world.now += withinMs - 1;
      expectSlowed(await TRIES[name](ida, times), 1);
      expect(isSlowed(await TRIES[name](eve, times))).toBe(name === 'pairings');
      world.now += 1;
      expect(isSlowed(await TRIES[name](ida, times))).toBe(false);
    },
    60_000,
  );

  test('an account counts its keys with it', async () => {
    world.now += 3_600_000;
    await trySo(LIMITS.report.times, { name: 'report', who: ida });
    const { token } = await world.key(ida.person, ['history:read']);
    const authorization = `Bearer ${token}`;
    expectSlowed(await world.ask('GET', '/api/v1/report', undefined, { authorization }), 600_000);
    expect((await world.ask('GET', '/api/v1/sessions', undefined, { authorization })).status).toBe(200);
  });
});

describe('every limit', () => {
  const text = readFileSync(path.join(repositoryRoot(), 'docs', 'protocol.md'), 'utf8');
  const minutes = (ms: number) => (ms === 60_000 ? 'a minute' : `in ${ms / 60_000} minutes`);

  test('is printed as it is, and none that does not hold', () => {
    const printed = [...text.matchAll(/^\| (.+) \| (\d+ .+) \| `slow-down` \|$/gm)].map(([row]) => row);
    const held = Object.values(LIMITS).map(
      ({ times, withinMs, of }) => `| ${of} | ${times} ${minutes(withinMs)} | \`slow-down\` |`,
    );
    expect(printed.sort()).toEqual(held.sort());
    expect(text.slice(text.indexOf('## Limits')).match(/`slow-down` \|/g)).toHaveLength(held.length);
  });

  test('bounds an address, and every address that is open to anyone has one', () => {
    const bounded = Object.values(OPERATIONS).map(({ limit }) => limit);
    const beside = ['name', 'browser', 'pairings'];
    expect(Object.keys(LIMITS).filter((name) => !bounded.includes(name as LimitName))).toEqual(beside);
    const open = Object.entries(OPERATIONS).filter(([, { access }]) => access.includes('anyone'));
    expect(open.filter(([, { limit }]) => limit === undefined)).toEqual([]);
  });
});
