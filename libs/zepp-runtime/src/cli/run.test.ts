import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildProgram } from '../../fixtures/build-program.js';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { run } from './run.js';
import { stepList } from './script.js';
import { wordsOf } from './words.js';

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
    expect((await zepp('--devices')).out.split('\n')).toHaveLength(36);
    expect((await zepp('--help')).out).toContain('--screenshot');
    expect((await zepp('--steps')).out).toBe(stepList());
    expect(await zepp()).toMatchObject({ code: 2, out: expect.stringContaining('Example') });
  });

  const refused: [string, string[], number, RegExp][] = [
    ['no package', ['--quiet'], 2, /package is needed/],
    ['two packages', ['a.zab', 'b.zab'], 2, /One package at a time/],
    ['an unknown option', ['x.zab', '--devise', 'x'], 2, /no option --devise. Did you mean device/],
    ['a beginning of an option', ['x.zab', '--scren', 'x'], 2, /Did you mean .*screenshot/],
    ['an option without its value', ['x.zab', '--device'], 2, /needs a value/],
    ['an unknown engine', ['x.zab', '--engine', 'spidermonkey'], 2, /spidermonkey/],
    ['a length of time that is none', ['x.zab', '--for', 'long'], 2, /--for needs a length of time/],
    ['a limit of no seconds', ['x.zab', '--limit-s', '0'], 2, /--limit-s/],
    ['a seed of words', ['x.zab', '--seed', 'x'], 2, /whole number/],
    ['a missing file', [file('no.zab')], 2, /There is no file/],
    ['a missing script', [file('hello.zab'), '--script', file('no.txt')], 2, /There is no script/],
    ['a missing scenario', [file('hello.zab'), '--scenario', file('no.json')], 2, /There is no scenario/],
    [
      'an unknown model',
      [file('hello.zab'), '--device', 'gtr4 pro'],
      2,
      /no model "gtr4 pro". Near it: .*GTR 4/,
    ],
    ['a model without a variant', [file('hello.zab'), '--device', 'band_7'], 3, /no variant/],
    ['an unknown zone', [file('hello.zab'), '--zone', 'Mars/Olympus'], 2, /no time zone/],
    ['a start that is none', [file('hello.zab'), '--start', 'soon'], 2, /--start needs a time/],
    ['a screenshot of another kind', [file('hello.zab'), '--screenshot', file('a.gif')], 2, /\.svg or \.png/],
    ['a folder that is not there', [file('hello.zab'), '--motor', file('no/m.json')], 2, /cannot be written/],
  ];
  test.each(refused)('refuses %s with a sentence', async (_name, words, code, message) => {
    const answer = await zepp(...words);
    expect(answer.code).toBe(code);
    expect(answer.err).toMatch(message);
  });

  const badLines: [string, string, RegExp][] = [
    [
      'a text that is not there',
      'wait 1s\ntap "Nowhere"\n',
      /line 2 \(tap "Nowhere"\): no text "Nowhere"[\s\S]*On the screen \(pages\/home\): .*Visit 1/,
    ],
    ['an unknown step', 'tpa "Second"', /line 1 \(tpa "Second"\): there is no step "tpa". Did you mean tap/],
    ['a step without its number', 'crown much', /"much" is no number\n {2}crown DEGREES/],
    ['what is not as expected', 'expect page pages/second', /it is pages\/home/],
    ['a text that never comes', 'wait for "Godot" within 5s', /no text "Godot"/],
    ['an unknown reading', 'sense step.curent 4', /no reading step.curent; there are step.current/],
    ['a missing notification', 'notification last', /there is no notification last/],
    ['a keyboard that is not open', 'text "Ada"', /keyboard is not open/],
    ['a line that is no JSON', '["tap", ', /JSON list of words/],
    ['a scenario with mistakes', `scenario ${file('bad.json')}`, /events\[0\]\.steps: needs a number/],
  ];
  test.each(badLines)('names the line of a script with %s', async (_name, script, message) => {
    writeFileSync(file('bad.json'), '{"events": [{"steps": "many"}]}');
    writeFileSync(file('bad.txt'), script);
    const { code, err } = await zepp(file('hello.zab'), '--script', file('bad.txt'), '--quiet');
    expect(err).toMatch(message);
    expect(code).toBe(1);
  });

  test('writes motor and log, and plays a scenario', async () => {
    writeFileSync(file('walk.json'), '{"device": "GTS 4", "events": [{"at": "2s", "steps": 12}]}');
    writeFileSync(
      file('buzz.txt'),
      'tap "Buzz"\nwait 5s\nexpect motor 2\nexpect no "Nowhere"\nexpect running',
    );
    const words = [
      '--scenario',
      'walk.json',
      '--script',
      'buzz.txt',
      '--motor',
      'motor.json',
      '--log',
      'log.txt',
    ];
    const { code, err, out } = await zepp(
      file('hello.zab'),
      ...words.map((word) => (word.startsWith('--') ? word : file(word))),
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('URGENT 200 ms');
    const motor = JSON.parse(readFileSync(file('motor.json'), 'utf8')) as { windows: unknown[] };
    expect(motor.windows[0]).toEqual({ fromMs: 0, toMs: 200, kind: 'URGENT', strength: 'strong' });
    expect(JSON.parse(readFileSync(file('log.txt'), 'utf8').split('\n')[0] ?? '')).toHaveProperty('realm');
  });

  test('reaches every part of watch, phone and system', async () => {
    const page = `build() {
      const { createWidget, widget } = __$$R$$__('@zos/ui');
      createWidget(widget.BUTTON, { x: 100, y: 100, w: 200, h: 80, text: 'Note', click_func() {
        __$$R$$__('@zos/notification').notify({ title: 'Tea', content: 'ready', actions: [{ text: 'Again', file: 'page', param: '' }] });
      } });
      __$$R$$__('@zos/display').setPageBrightTime({ brightTime: 600000 });
    }`;
    const settings = `AppSettingsPage({ build({ settingsStorage }) { return View({}, [
      TextInput({ label: 'Name', settingsKey: 'name' }), Toggle({ label: 'Loud', settingsKey: 'loud' }),
      Slider({ label: 'Level', settingsKey: 'level', min: 0, max: 10 }),
      Select({ label: 'Tea', settingsKey: 'tea', options: [{ name: 'Green', value: 'g' }, { name: 'Black', value: 'b' }] }),
      Button({ label: 'Reset', onClick: () => settingsStorage.setItem('name', 'reset') }),
    ]); } })`;
    const permissions = ['device:os.notification'];
    writeFileSync(
      file('all.zpk'),
      tinyProgram({ page, settings, permissions, side: 'AppSideService({ onInit() {} })' }),
    );
    writeFileSync(file('walk.json'), '{"events": [{"at": "1s", "steps": 4}]}');
    const script = `
      hold 200 140 1s
      drag 200 400 200 300 200ms
      long 200 140
      swipe up
      crown 10
      key up
      tap "Note"
      expect notifications 3
      notification last "Again"
      expect page page
      link drop after 3
      link drop
      link restore
      link loss 0.1
      link duplicate 0.1
      link delay 80
      link speed 4000
      link silent on
      phone start
      phone sleep
      phone wake
      phone fetch off
      phone stop
      phone kill
      phone language de-DE
      setting who = Ada Lovelace
      expect setting who = Ada Lovelace
      type "Name" = Grace
      toggle "Loud" on
      slide "Level" = 7
      select "Tea" = Black
      click "Reset"
      expect setting name = reset
      settings
      sense step.current 12
      sense geolocation.satellites true
      sense pai.lastWeek "[1, 2, 3, 4, 5, 6]"
      mode DND on
      display aod on
      prefer timeFormat 0
      grant device:os.bg_service
      revoke device:os.bg_service
      permissions wait
      disk full
      disk free
      disk clear
      background occupy other
      background free
      background refuse memory
      clock 2026-02-01 08:00
      zone Europe/Berlin
      language de-DE
      scenario ${file('walk.json')}
      wait 2s
      drop wrist
      expect dark
      flip wrist
      wake
      expect lit
      palm
      screen on
      memory low
      expect closed
      launch page
      expect running
      update
      uninstall
      launch
      reboot
      kill
      show`;
    writeFileSync(file('all.txt'), script);
    const { err, code, out } = await zepp(file('all.zpk'), '--script', file('all.txt'), '--quiet');
    expect([err, code]).toEqual(['', 0]);
    expect(JSON.parse(/\{[\s\S]*?\}/.exec(out)?.[0] ?? '')).toMatchObject({
      loud: 'true',
      level: '7',
      name: 'reset',
    });
  });

  test('refuses a scenario with mistakes, each with its place', async () => {
    writeFileSync(file('wrong.json'), '{"seed": "x", "events": [{"at": "soon", "steps": 1}]}');
    const { code, err } = await zepp(file('hello.zab'), '--scenario', file('wrong.json'));
    expect([code, err.split('\n').map((line) => line.split(':')[0])]).toEqual([2, ['seed', 'events[0].at']]);
  });

  test('plays in QuickJS and tells its figures', async () => {
    const printed: string[] = [];
    const note = (text: string) => void printed.push(text);
    const code = await run([file('hello.zab'), '--engine', 'quickjs'], { out: note, err: note, note });
    expect(code).toBe(0);
    expect(printed.join('\n')).toMatch(/Visit 1/);
    expect(printed.join('\n')).toMatch(/QuickJS .*: heap \d+ kB at start/);
  });
});

describe('a program that fails', () => {
  const played = async (page: string, ...words: string[]) => {
    writeFileSync(file('bad.zpk'), tinyProgram({ page }));
    return zepp(file('bad.zpk'), '--quiet', ...words);
  };

  test('is told of in a sentence, and ends a strict command with 4', async () => {
    const page = `build() { throw new TypeError('no such thing'); }`;
    expect(await played(page)).toMatchObject({
      code: 0,
      err: expect.stringMatching(/logged an error.*no such thing/),
    });
    expect(await played(page, '--strict')).toMatchObject({ code: 4 });
  });

  test('or loops for ever is ended by QuickJS', async () => {
    const { code, err } = await played('build() { for (;;); }', '--engine', 'quickjs');
    expect(err).toMatch(/ended by the system/);
    expect(code).toBe(4);
  }, 30_000);

  test('or loops for ever in V8 is ended at the limit of real time', () => {
    writeFileSync(file('loop.zpk'), tinyProgram({ page: 'build() { for (;;); }' }));
    const main = path.resolve(import.meta.dirname, 'main.ts');
    const ran = spawnSync('npx', ['tsx', main, file('loop.zpk'), '--limit-s', '3'], { encoding: 'utf8' });
    expect(ran.stderr).toMatch(/ended after 3 s of real time/);
    expect(ran.status).toBe(5);
  }, 30_000);
});

test('every step is listed as it is written, and explained in the docs', () => {
  const docs = readFileSync(path.resolve(import.meta.dirname, '../../docs/command.md'), 'utf8');
  for (const line of stepList().split('\n')) expect(docs).toContain(line.trim().replaceAll('|', '\\|'));
});

test('a script line keeps quoted words together', () => {
  expect(wordsOf('type "Your \\"name\\"" = Ada')).toEqual(['type', 'Your "name"', '=', 'Ada']);
});
