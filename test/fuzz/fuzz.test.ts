import { expect, test } from '@jest/globals';
import { Findings, faultOfAnswer } from './judge.js';
import { type Report, run } from './run.js';

const COUNT = 3_000;
const sound = (report: Report) => {
  const { samePid, victimUnchanged, badLogLines, details } = report;
  return { samePid, victimUnchanged, badLogLines, details };
};

test.each([
  ['a fixed seed', 4_711],
  ['a seed of its own', Math.floor(Math.random() * 1_000_000)],
])(
  'malformed messages of %s (%d) are refused in the one known form, harm nobody and stop nothing',
  async (_name, seed) => {
    const report = await run({ count: COUNT, seed, progress: () => undefined });
    expect(sound(report)).toEqual({ samePid: true, victimUnchanged: true, badLogLines: 0, details: [] });
    expect(report.count).toBeGreaterThanOrEqual(COUNT);
    expect(report.healthyAsked).toBeGreaterThan(10);
    for (const share of [report.http, report.sockets, report.random]) expect(share).toBeGreaterThan(0);
    const { 'journal:push': pushes, 'changes:pull': pulls, 'live:join': joins } = report.kinds;
    for (const events of [pushes, pulls, joins]) expect(events).toBeGreaterThan(20);
    const counted = Object.values(report.kinds).reduce((sum, sent) => sum + sent, 0);
    expect(report.http + report.sockets).toBeGreaterThanOrEqual(counted);
    const reached = Object.keys(report.kinds).filter((kind) => / \/(api|calendar)\//.test(kind));
    expect(reached.length).toBeGreaterThan(0.9 * report.operations);
  },
  120_000,
);

const refusal = {
  ok: false,
  code: 'invalid',
  message: 'The message is not in the form this address expects.',
};
const answer = (status: number, body: unknown, head = `HTTP/1.1 ${status} X`) => ({
  ...{ status, head, closes: false },
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

test.each([
  ['a refusal as promised', answer(400, refusal), undefined],
  ['another status', answer(404, refusal), 'the refusal has another status'],
  ['another sentence', answer(400, { ...refusal, message: 'No.' }), 'the refusal’s sentence is not its own'],
  ['one field more', answer(400, { ...refusal, detail: 1 }), 'the refusal says more than it may'],
  ['an unknown code', answer(400, { ...refusal, code: 'odd' }), 'the refusal has no known code'],
  ['an echo', answer(400, { ...refusal, at: 'zqxmrk12' }), 'what was sent comes back'],
  [
    'an echo in a header',
    answer(400, refusal, 'HTTP/1.1 400 X\r\nlocation: /ZqXmRk1'),
    'what was sent comes back',
  ],
  ['a trace', answer(400, 'TypeError: x\n    at f (/tmp/x.ts:1:2)'), 'it shows the inside of the server'],
  ['a failure', answer(500, { ...refusal, code: 'internal' }), 'status 500'],
  ['a page instead of a refusal', answer(404, '<p>No</p>'), 'the refusal is no object'],
  ['a file of the machine', answer(200, 'root:x:0:0'), 'a file of the machine'],
])('the judge sees %s', (_name, given, expected) => {
  expect(faultOfAnswer(given, 'GET', 'GET /api/v1/me')).toBe(expected);
});

test('findings of one kind are counted, and the first is kept', () => {
  const findings = new Findings();
  findings.add('status 500', 'GET /ZqXmRk1', 'a');
  findings.add('status 500', 'GET /ZqXmRk2', 'b');
  expect(findings.list).toEqual([{ what: 'status 500', sent: 'GET /ZqXmRk1', got: 'a', count: 2 }]);
});
