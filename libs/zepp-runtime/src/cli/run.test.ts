import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildProgram } from '../../fixtures/build-program.js';
import { run } from './run.js';
import { durationOf, wordsOf } from './script.js';

const folder = mkdtempSync(path.join(tmpdir(), 'zepp-cli-'));
const file = (name: string) => path.join(folder, name);

async function zepp(...words: string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const code = await run(words, {
    out: (text) => void printed.push(text),
    err: (text) => void complained.push(text),
  });
  return { code, out: printed.join('\n'), err: complained.join('\n') };
}

beforeAll(async () => {
  writeFileSync(file('hello.zab'), await buildProgram('hello'));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe('the command', () => {
  test('runs a package and shows page and texts', async () => {
    const { code, out } = await zepp(file('hello.zab'), '--device', 'GTS 4');
    expect(code).toBe(0);
    expect(out).toContain('pages/home');
    expect(out).toContain('Visit 1');
  });

  test('takes a build folder', async () => {
    expect(await zepp(folder, '--quiet')).toMatchObject({ code: 0 });
  });

  test('plays a script of words and of JSON lines, and draws', async () => {
    const script = [
      '# a remark',
      'tap "Second"',
      '["tap", "Pear"]',
      'press select',
      'show',
      'launch',
      'tap "Come back"',
      'screen off',
      'wait 10s',
      'wake',
      'sense step current 7',
      'type "Your name" = Ada Lovelace',
      `screenshot ${file('half-way.svg')}`,
    ].join('\n');
    writeFileSync(file('play.txt'), script);
    const { code, out, err } = await zepp(
      file('hello.zab'),
      '--script',
      file('play.txt'),
      '--screenshot',
      file('end.png'),
    );
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('picked 1');
    expect(out).toContain('steps 7');
    expect(out).toContain('setting name is Ada Lovelace');
    expect(out).toContain('Visit 3');
    expect(readFileSync(file('half-way.svg'), 'utf8')).toMatch(/^<svg/);
    expect(readFileSync(file('end.png')).subarray(1, 4).toString()).toBe('PNG');
  });

  test('prints every model and its own options', async () => {
    expect((await zepp('--list-devices')).out.split('\n')).toHaveLength(36);
    expect((await zepp('--help')).out).toContain('--screenshot');
  });

  const refused: [string, string[], number, RegExp][] = [
    ['no package', [], 2, /package is needed/],
    ['an unknown option', ['x.zab', '--frob'], 2, /--frob/],
    ['an option without its value', ['x.zab', '--device'], 2, /needs a value/],
    ['the engine to come', [file('hello.zab'), '--engine', 'quickjs'], 2, /QuickJS/],
    ['an unknown engine', [file('hello.zab'), '--engine', 'spidermonkey'], 2, /spidermonkey/],
    ['a missing file', [file('no.zab')], 1, /There is no file/],
    ['an unknown model', [file('hello.zab'), '--device', 'casio'], 1, /no model "casio"/],
    ['a model without a variant', [file('hello.zab'), '--device', 'band_7'], 1, /no variant/],
    ['an unknown zone', [file('hello.zab'), '--zone', 'Mars/Olympus'], 1, /no time zone/],
    ['a screenshot of another kind', [file('hello.zab'), '--screenshot', file('a.gif')], 1, /\.svg or \.png/],
  ];
  test.each(refused)('refuses %s with a sentence', async (_name, words, code, message) => {
    const answer = await zepp(...words);
    expect(answer.code).toBe(code);
    expect(answer.err).toMatch(message);
  });

  test('names the line of a script that cannot be played', async () => {
    writeFileSync(file('bad.txt'), 'wait 1s\ntap "Nowhere"\n');
    const { code, err } = await zepp(file('hello.zab'), '--script', file('bad.txt'));
    expect(code).toBe(1);
    expect(err).toContain('line 2 (tap "Nowhere"): no text "Nowhere"');
  });
});

describe('a script line', () => {
  test('keeps quoted words together', () => {
    expect(wordsOf('type "Your name" = Ada')).toEqual(['type', 'Your name', '=', 'Ada']);
  });

  test.each([
    ['3s', 3_000],
    ['500ms', 500],
    ['1.5m', 90_000],
    ['1h', 3_600_000],
    ['20', 20],
  ])('%s is %d ms', (text, ms) => {
    expect(durationOf(text)).toBe(ms);
  });
});
