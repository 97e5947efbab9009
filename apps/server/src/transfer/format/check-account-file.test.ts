import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { canonicalJson, type Problem } from '@plumbline/routine-core';
import { checkAccountFile } from './check-account-file.js';
import { TRANSFER_LIMITS } from './limits.js';
import { FORMAT, FORMAT_VERSION } from './lines.js';

const WATCH = '01JD3Z5X8QWATCHJ0VRNA10000';
const SESSION = '01JD3Z5X8QSESS10N000000001';
type Json = Record<string, unknown>;

const header = { line: 'header', format: FORMAT, version: FORMAT_VERSION };
const journal = (journalId = WATCH, openedPosition = 0) => ({ line: 'journal', journalId, openedPosition });
const gap = (from: number, to: number) => ({ line: 'gap', journalId: WATCH, from, to, noticedAt: 1 });
const entry = (seq: unknown, more: Json = {}) => ({
  line: 'entry',
  journalId: WATCH,
  entry: { seq, at: 5, zone: 0, kind: 'clock-moved', byMs: 1, ...more },
});
const said = (seq: number, more: Json) => ({
  line: 'entry',
  journalId: 'server',
  entry: { seq, at: 5, zone: 0, sessionId: SESSION, by: 'person', ...more },
});
const settings = (version: number, body: unknown) => ({
  ...{ line: 'document', kind: 'settings', id: 'main', version, body },
  ...{ madeAt: 1, madeBy: 'person' },
});
const nest = (depth: number): unknown => (depth === 0 ? 1 : [nest(depth - 1)]);

/** These lines with a last line that is right for them. */
function fileOf(lines: readonly (Json | string)[]): string {
  const texts = lines.map((line) => `${typeof line === 'string' ? line : canonicalJson(line)}\n`);
  const count = (name: string) =>
    lines.filter((line) => typeof line === 'object' && line.line === name).length;
  const counts = {
    journals: count('journal'),
    gaps: count('gap'),
    entries: count('entry') + count('erased'),
    documents: count('document'),
  };
  const digest = createHash('sha256').update(texts.join('')).digest('base64url');
  return `${texts.join('')}${canonicalJson({ line: 'end', counts, digest })}\n`;
}

/** In crumbs, so that lines break at any byte. */
async function* crumbs(bytes: Buffer, size = 7) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const check = (text: string | Buffer) =>
  checkAccountFile(crumbs(Buffer.from(text as string), text.length > 10_000 ? 10_000 : 7));
async function problemsOf(text: string | Buffer): Promise<string[]> {
  const checked = await check(text);
  return checked.ok ? [] : checked.problems.map(({ code, path }: Problem) => `${code} ${path}`);
}

const SMALL = [header, journal(), journal('server', 1), gap(2, 3), entry(1)];

describe('a file of an account', () => {
  test('is sound when its lines are, and named by the digest of its last line', async () => {
    const text = fileOf([...SMALL, entry(4), settings(1, {}), said(1, { kind: 'session-deleted' })]);
    expect(await check(text)).toEqual({
      ok: true,
      file: {
        lines: 9,
        counts: { journals: 2, gaps: 1, entries: 3, documents: 1 },
        digest: JSON.parse(text.trimEnd().split('\n').at(-1) as string).digest,
      },
    });
  });

  test.each<[string, string, string[]]>([
    ['nothing', '', ['cut-off lines.1']],
    ['no JSON', fileOf([header, 'hello']), ['not-json lines.2']],
    [
      'spaces',
      fileOf([header, '{ "line": "journal" }']),
      ['shape lines.2.journalId', 'shape lines.2.openedPosition'],
    ],
    [
      'a right line in another writing',
      fileOf([header, `{"line":"journal","journalId":"${WATCH}","openedPosition":0}`]),
      ['not-canonical lines.2'],
    ],
    [
      'a field twice',
      fileOf([header, `{"journalId":"server","journalId":"${WATCH}","line":"journal","openedPosition":0}`]),
      ['not-canonical lines.2'],
    ],
    ['a list', fileOf([header, '[]']), ['unknown-line lines.2']],
    ['an unknown line', fileOf([header, { line: 'secret' }]), ['unknown-line lines.2']],
    ['a line of an object’s own', fileOf([header, { line: 'constructor' }]), ['unknown-line lines.2']],
    ['another format', fileOf([{ ...header, format: 'x' }]), ['wrong-format lines.1']],
    ['a newer version', fileOf([{ ...header, version: 2 }, journal()]), ['unknown-version lines.1.version']],
    ['no header', fileOf([journal()]), ['wrong-order lines.1']],
    ['two headers', fileOf([header, header]), ['wrong-order lines.2']],
    [
      'a journal behind an entry',
      fileOf([header, journal(), entry(1), journal('server')]),
      ['wrong-order lines.4'],
    ],
    ['journals in another order', fileOf([header, journal('server', 1), journal()]), ['wrong-order lines.3']],
    ['a journal twice', fileOf([header, journal(), journal()]), ['duplicate lines.3.journalId']],
    ['an entry of no journal', fileOf([header, entry(1)]), ['journal-unknown lines.2.journalId']],
    ['an entry twice', fileOf([...SMALL, entry(4), entry(4)]), ['duplicate lines.7.seq']],
    [
      'an entry and its erased self',
      fileOf([
        ...SMALL,
        { line: 'erased', journalId: WATCH, seq: 1, sessionId: SESSION, digest: 'x'.repeat(43) },
      ]),
      ['duplicate lines.6.seq'],
    ],
    [
      'gaps that lie across each other',
      fileOf([header, journal(), gap(2, 4), gap(4, 5)]),
      ['duplicate lines.4.from'],
    ],
    ['a gap that ends before it begins', fileOf([header, journal(), gap(4, 3)]), ['shape lines.3.to']],
    ['a number that is none', fileOf([header, journal(), entry('1')]), ['seq-invalid lines.3.entry.seq']],
    ['a number with a half', fileOf([header, journal(), entry(1.5)]), ['seq-invalid lines.3.entry.seq']],
    [
      'a number beyond what counts',
      fileOf([header, { ...journal(), openedPosition: 2 ** 53 }]),
      ['shape lines.2.openedPosition', 'shape lines.2.openedPosition'],
    ],
    ['a field too many', fileOf([header, { ...journal(), through: 9 }]), ['shape lines.2.…']],
    [
      'a line nested too deep',
      fileOf([header, journal(), entry(1, { deep: nest(40) })]),
      ['too-deep lines.3'],
    ],
    [
      'a line nested beyond any stack',
      fileOf([header, journal(), `${'['.repeat(30_000)}${']'.repeat(30_000)}`]),
      ['too-deep lines.3'],
    ],
    [
      'a word of the server that it never says',
      fileOf([...SMALL, said(1, { kind: 'account-granted' })]),
      ['shape lines.6.entry.kind'],
    ],
    [
      'a change that nobody may make',
      fileOf([...SMALL, said(1, { kind: 'session-corrected', changes: { counts: true } })]),
      ['shape lines.6.entry.changes.…'],
    ],
    [
      'a hole in the server’s numbers',
      fileOf([...SMALL, said(2, { kind: 'session-deleted' })]),
      ['wrong-order lines.6.seq'],
    ],
    [
      'a document of no kind',
      fileOf([header, { ...settings(1, {}), kind: 'password' }]),
      ['kind-unknown lines.2.body.(kind)'],
    ],
    [
      'a document that breaks its law',
      fileOf([header, settings(1, { firstDayOfWeek: 8 })]),
      ['shape lines.2.body.firstDayOfWeek'],
    ],
    ['a second version without a first', fileOf([header, settings(2, {})]), ['wrong-order lines.2.version']],
    ['a document withdrawn before it was there', fileOf([header, settings(1, null)]), ['shape lines.2.body']],
    ['something behind its end', `${fileOf([header])}${canonicalJson(journal())}\n`, ['wrong-order lines.3']],
  ])('with %s is refused, with its line', async (_name, text, wanted) => {
    expect(await problemsOf(text)).toEqual(wanted);
  });

  test('whose last line counts otherwise is refused', async () => {
    const text = fileOf(SMALL).replace('"gaps":1', '"gaps":2');
    expect(await problemsOf(text)).toEqual(['counts-differ lines.6.counts.gaps']);
  });

  test('cut at any byte is refused', async () => {
    const text = fileOf([...SMALL, settings(1, {})]);
    for (let length = 0; length < text.length; length += 1)
      expect(await problemsOf(text.slice(0, length))).toContainEqual(expect.stringMatching(/^cut-off/));
  });

  test('with any byte changed is refused', async () => {
    const bytes = Buffer.from(fileOf([...SMALL, settings(1, {})]));
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ 1;
      expect(await problemsOf(changed)).not.toEqual([]);
    }
  });

  test('that is no UTF-8 is refused', async () => {
    expect(await problemsOf(Buffer.from([0xff, 0xfe, 10]))).toContain('not-utf8 lines.1');
    expect(await problemsOf(`\uFEFF${fileOf([header])}`)).toContain('not-json lines.1');
  });

  test('with a line beyond the limit is read no further', async () => {
    const long = `${'x'.repeat(TRANSFER_LIMITS.lineBytes + 1)}\n`;
    expect(await problemsOf(`${canonicalJson(header)}\n${long.repeat(3)}`)).toEqual(['too-long lines.2']);
    expect(await problemsOf(long.trimEnd())).toEqual(['too-long lines.1']);
  });

  test('that is all wrong names fifty problems and no more', async () => {
    expect(await problemsOf('x\n'.repeat(500))).toHaveLength(TRANSFER_LIMITS.problems);
  });

  test('with numbers that lie all over the place is refused before it fills the memory', async () => {
    const lines = Array.from({ length: 100_001 }, (_, index) => entry(1 + index * 1_024));
    expect(await problemsOf(fileOf([header, journal(), ...lines]))).toContain(
      'too-scattered lines.100003.seq',
    );
  });
});
