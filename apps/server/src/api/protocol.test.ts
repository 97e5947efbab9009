import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PUSH_LIMITS } from '@plumbline/routine-core';
import { QUEUE_LIMITS } from '../database/write-queue.js';
import { MAX_DEPTH } from '../journal/forms.js';
import { PROBLEMS } from '../problems/problems.js';
import { outcome, send, World } from '../testing/world.js';
import { repositoryRoot } from '../web/files.js';
import { OPERATIONS, openApi } from './openapi.js';

type Json = Record<string, unknown>;
type Example = { request: string; body: string; answer: Json };

const text = readFileSync(path.join(repositoryRoot(), 'docs/protocol.md'), 'utf8');
const blocks = [...text.matchAll(/^```json (.+)\n([\s\S]*?)^```$/gm)].map(([, head = '', body = '']) => ({
  head,
  body,
}));
const examples: Example[] = blocks.flatMap(({ head, body }, index) => {
  const next = blocks[index + 1];
  return next?.head === 'answer' ? [{ request: head, body, answer: JSON.parse(next.body) as Json }] : [];
});

const world = new World();
const held = { claim: '', code: '', cookie: '', token: '' };
beforeAll(async () => {
  await world.start();
  held.claim = new URL(world.server.claimLink ?? '').hash.slice(1);
});
afterAll(() => world.end());

/** Types all the way down; a list is as its first element, and what the example leaves out is not compared. */
function shapeOf(value: unknown, like: unknown): unknown {
  if (Array.isArray(like)) {
    if (!Array.isArray(value)) return typeof value;
    return like.length === 0 ? value : [shapeOf(value[0], like[0])];
  }
  if (typeof like !== 'object' || like === null) return value === null ? null : typeof value;
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(like).map(([key, inner]) => [key, shapeOf((value as Json)[key], inner)]),
  );
}

async function overSocket(event: string, body: unknown): Promise<Json> {
  const socket = world.page({ accountId: '', cookie: held.cookie });
  expect(await outcome(socket)).toBe('open');
  return send(socket, event, body);
}

async function overHttp(request: string, body: unknown): Promise<Json> {
  const [method = '', route = '', , device] = request.split(' ');
  const headers: Record<string, string> = device
    ? { authorization: `Bearer ${held.token}` }
    : { cookie: held.cookie };
  const reply = await world.ask(method, route, body, headers);
  held.cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? held.cookie;
  held.code = route.endsWith('pairing-codes') ? String(reply.body.code) : held.code;
  held.token = route.endsWith('pair') ? String(reply.body.token) : held.token;
  return reply.body;
}

describe('docs/protocol.md', () => {
  test.each(examples)(
    'the example "$request" is answered in that shape',
    async ({ request, body, answer }) => {
      const filled = body.replace('{claim}', held.claim).replace('{code}', held.code).trim();
      const sent: unknown = filled === '' ? undefined : JSON.parse(filled);
      const [kind, event = ''] = request.split(' ');
      const got = kind === 'socket' ? await overSocket(event, sent) : await overHttp(request, sent);
      expect(shapeOf(got, answer)).toEqual(shapeOf(answer, answer));
      if ('ok' in answer) expect(got.ok).toBe(answer.ok);
      for (const key of ['through', 'problems', 'position', 'more', 'code']) {
        if (key in answer && request !== 'POST /api/v1/pairing-codes') expect(got[key]).toEqual(answer[key]);
      }
    },
  );

  test('has an example for every address it can show one for', () => {
    const shown = new Set(examples.map(({ request }) => request.split(/[ ?]/).slice(0, 2).join(' ')));
    const told = [
      'POST /api/v1/logout',
      'DELETE /api/v1/devices/{id}',
      'GET /api/v1/sessions/{id}',
      'GET /api/v1/openapi.json',
    ];
    expect(
      Object.keys(OPERATIONS).filter((address) => !shown.has(address) && !told.includes(address)),
    ).toEqual([]);
    for (const address of told) expect(text).toContain(address.split(' ')[1]);
  });

  test('names every code with its status and sentence, and no other', () => {
    const table = text.slice(text.indexOf('## Codes'), text.indexOf('## Limits'));
    const rows = [...table.matchAll(/^\| `([\w-]+)` \| (\d+) \| (.+) \|$/gm)].map(
      ([, code, status, message]) => [code, { status: Number(status), message }],
    );
    expect(Object.fromEntries(rows)).toEqual(PROBLEMS);
  });

  test('names the limits that hold', () => {
    const limits = text.slice(text.indexOf('## Limits'));
    const { entryBytes, entries, batchBytes, messageBytes } = PUSH_LIMITS;
    for (const limit of [entryBytes, entries, batchBytes, messageBytes, MAX_DEPTH, QUEUE_LIMITS.waiting]) {
      expect(limits).toMatch(new RegExp(`\\| ${limit}( bytes)? \\|`));
    }
  });

  test('the answer to GET /api/v1/openapi.json describes the same addresses', async () => {
    const { body } = await world.ask('GET', '/api/v1/openapi.json');
    expect(body).toEqual(JSON.parse(JSON.stringify(openApi)));
    const paths = body.paths as Record<string, Json>;
    expect(paths['/api/v1/pair']?.post).toMatchObject({
      requestBody: {
        content: { 'application/json': { schema: { required: ['code', 'deviceName', 'journalId'] } } },
      },
    });
  });
});
