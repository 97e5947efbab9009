import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PUSH_LIMITS } from '@plumbline/routine-core';
import { QUEUE_LIMITS } from '../database/write-queue.js';
import { MAX_DEPTH } from '../journal/forms.js';
import { PROBLEMS } from '../problems/problems.js';
import { outcome, send, World } from '../testing/world.js';
import { repositoryRoot } from '../web/files.js';
import { openApi } from './openapi.js';
import { OPERATIONS } from './operations.js';

type Json = Record<string, unknown>;
/** A file is sent as it stands there; `{file}` is the first of them. */
type Example = { request: string; body: string; file?: string | undefined; answer: Json };
/** A body that is sent as it stands, by the language its block names. */
const FILE_TYPES: Record<string, string> = { jsonl: 'application/x-ndjson', csv: 'text/csv' };

const docs = path.join(repositoryRoot(), 'docs');
const read = (file: string) => readFileSync(path.join(docs, file), 'utf8');
/** The first document plays from an empty server; the others begin with an account and a paired device. */
const FIRST = 'protocol.md';
const OTHERS = readdirSync(path.join(docs, 'protocol'))
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => `protocol/${name}`);
const text = read(FIRST);
const everything = [FIRST, ...OTHERS].map(read).join('\n');

function examplesIn(document: string): Example[] {
  const blocks = [...document.matchAll(/^```(jsonl?|csv) (.+)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', head = '', body = '']) => ({ file: FILE_TYPES[language], head, body }),
  );
  return blocks.flatMap(({ file, head, body }, index) => {
    const next = blocks[index + 1];
    if (next?.head !== 'answer') return [];
    return [{ request: head, body, file, answer: JSON.parse(next.body) as Json }];
  });
}

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

/** Plays a document's examples; `{name}` in a request stands for the last text of that name in an answer. */
class Reading {
  readonly world = new World();
  readonly held: Record<string, string> = {};
  cookie = '';

  async begin(document: string): Promise<void> {
    await this.world.start();
    this.held.claim = new URL(this.world.server.claimLink ?? '').hash.slice(1);
    if (document === FIRST) return;
    const person = await this.world.person('Ida');
    const device = await this.world.device(person, '01JD3Z5X8QWATCHJ0VRNA10000');
    this.cookie = person.cookie;
    Object.assign(this.held, { token: device.token, deviceId: device.deviceId });
  }

  async answerTo({ request, body, file }: Example): Promise<Json> {
    const sent = this.fill(body).trim();
    if (file) this.held.file ??= sent;
    const value: unknown = file ? `${sent}\n` : sent === '' ? undefined : JSON.parse(sent);
    const [kind, event = ''] = request.split(' ');
    const answer =
      kind === 'socket' ? await this.overSocket(event, value) : await this.overHttp(request, value, file);
    this.keep(answer);
    return answer;
  }

  private fill = (line: string): string =>
    line.replace(/\{(\w+)\}/g, (whole, name) => this.held[name] ?? whole);

  private keep(value: unknown): void {
    for (const [key, inner] of Object.entries(value ?? {})) {
      if (typeof inner === 'string') this.held[key] = inner;
      else if (typeof inner === 'object') this.keep(inner);
    }
  }

  private async overSocket(event: string, body: unknown): Promise<Json> {
    const socket = this.world.page({ accountId: '', cookie: this.cookie });
    expect(await outcome(socket)).toBe('open');
    return send(socket, event, body);
  }

  private async overHttp(request: string, body: unknown, file?: string): Promise<Json> {
    const [method = '', route = '', , as] = request.split(' ');
    const type: Record<string, string> = file ? { 'content-type': file } : {};
    const who: Record<string, string> = as
      ? { authorization: `Bearer ${this.held[as === 'device' ? 'token' : as]}` }
      : { cookie: this.cookie };
    const reply = await this.world.ask(method, this.fill(route), body, { ...who, ...type });
    this.cookie = reply.headers.get('set-cookie')?.split(';')[0] ?? this.cookie;
    return reply.body;
  }
}

describe.each([FIRST, ...OTHERS])('docs/%s', (document) => {
  const reading = new Reading();
  beforeAll(() => reading.begin(document));
  afterAll(() => reading.world.end());

  test.each(examplesIn(read(document)))(
    'the example "$request" is answered in that shape',
    async (example) => {
      const { request, answer } = example;
      const got = await reading.answerTo(example);
      expect(shapeOf(got, answer)).toEqual(shapeOf(answer, answer));
      if ('ok' in answer) expect(got.ok).toBe(answer.ok);
      for (const key of ['through', 'problems', 'position', 'more', 'code']) {
        if (key in answer && request !== 'POST /api/v1/pairing-codes') expect(got[key]).toEqual(answer[key]);
      }
    },
  );
});

describe('docs/protocol', () => {
  const world = new World();
  beforeAll(() => world.start());
  afterAll(() => world.end());

  test('shows or names every address', () => {
    const shown = new Set(
      examplesIn(everything).map(({ request }) => request.split(/[ ?]/).slice(0, 2).join(' ')),
    );
    const missing = Object.keys(OPERATIONS).filter(
      (address) => !shown.has(address) && !everything.includes(`\`${address}\``),
    );
    expect(missing).toEqual([]);
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
