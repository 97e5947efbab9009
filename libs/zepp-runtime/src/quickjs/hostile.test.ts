/** Packages that mean harm, in QuickJS: none can hang, crash or read the host. */
import { describe, expect, test } from '@jest/globals';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { createWatch, quickJsEngine } from '../node/index.js';

const GOOD = `build() {
  const { createWidget, widget } = __$$R$$__('@zos/ui');
  createWidget(widget.TEXT, { x: 0, y: 0, w: 300, h: 40, text: 'alive' });
}`;

/** Runs the package for a minute of its time, and answers what was logged and how long that took. */
async function suffer(program: Parameters<typeof tinyProgram>[0], turnMs = 1_000) {
  const started = performance.now();
  const watch = await createWatch({ package: tinyProgram(program), engine: quickJsEngine({ turnMs }) });
  try {
    watch.launch();
    await watch.advance(5_000);
    const running = watch.running;
    await watch.advance(55_000);
    return { ms: performance.now() - started, running, logs: watch.logs.map(({ text }) => text) };
  } finally {
    watch.close();
  }
}

/** The engine's own patience: on a busy machine a shorter one would end what counting ends, and say other words. */
const OWN_TURN_MS = 5_000;
const LIMIT_MS = 15_000;

const ENDED = [
  ['loops for ever when it is built', 'build() { for (;;) {} }', 'ended by the system: it ran too long'],
  [
    'loops for ever in a timer',
    'build() { setTimeout(() => { for (;;) {} }, 100) }',
    'ended by the system: it ran too long',
  ],
  [
    'loops for ever and catches what ends it',
    'build() { for (;;) { try { for (;;) {} } catch (e) {} } }',
    'ended by the system',
  ],
  [
    'makes promises for ever',
    'build() { const f = () => Promise.resolve().then(f); f() }',
    'its promises never came to rest',
  ],
  [
    'asks a built-in to search 2^53 places',
    'build() { [].indexOf.call({ length: 2 ** 53 - 1 }, 1) }',
    'did not give the watch a turn',
  ],
  [
    'fills its memory',
    'build() { const a = []; for (;;) a.push(new Array(999).fill(a.length)) }',
    'ended by the system',
  ],
  ['backtracks for ever', "build() { /^(a+)+$/.test('a'.repeat(60) + 'b') }", 'ended by the system'],
  [
    'calls the platform for ever',
    "build() { const u = __$$R$$__('@zos/ui'); for (;;) u.createWidget(u.widget.TEXT, {}).setProperty(u.prop.TEXT, 'x') }",
    'called the platform without end',
  ],
  [
    'writes to the log for ever',
    "build() { for (;;) console.log('x'.repeat(100)) }",
    'called the platform without end',
  ],
] as const;

describe('a hostile package', () => {
  test.each(ENDED)(
    'that %s is ended with a sentence',
    async (_, page, words) => {
      const { ms, logs } = await suffer({ page }, OWN_TURN_MS);
      expect(logs.join('\n')).toContain(words);
      expect(ms).toBeLessThan(LIMIT_MS);
    },
    2 * LIMIT_MS,
  );

  test.each([
    ['recursion without end', 'build() { const f = () => f() + 1; f() }', 'stack overflow'],
    ['a text of a gigabyte', "build() { 'a'.repeat(2 ** 30) }", /out of memory|invalid/],
    [
      'an object a million levels deep',
      'build() { let o = {}; for (let i = 0; i < 1e6; i += 1) o = { o }; JSON.stringify(o) }',
      /stack overflow|out of memory|ended by the system/,
    ],
  ])('%s is its own fault, told in the log', async (_, page, words) => {
    const { logs } = await suffer({ page });
    expect(logs.join('\n')).toMatch(words);
  });

  test('finds no way to the host by any name or constructor', async () => {
    const page = `build() {
      const seen = [];
      const names = ['process', 'require', 'module', 'window', 'document', 'global', 'self', 'fetch', 'WebSocket',
        'WebAssembly', 'importScripts', 'postMessage', 'Worker', 'std', 'os', 'scriptArgs', 'print', 'eval', 'Intl'];
      for (const name of names) { try { if (typeof globalThis[name] !== 'undefined') seen.push(name) } catch (e) {} }
      const makers = [() => this.constructor.constructor, () => (async () => {}).constructor, () => (function* () {}).constructor,
        () => __$$R$$__.constructor, () => console.log.constructor, () => Object.getPrototypeOf(async function* () {}).constructor];
      for (const maker of makers) { try { const made = maker()('return this.process || typeof process')(); seen.push('made ' + String(made)) } catch (e) { seen.push(e.name) } }
      console.log('seen ' + seen.join(','));
    }`;
    const { logs } = await suffer({ page });
    expect(logs.find((text) => text.startsWith('seen '))).toMatch(
      /^seen (EvalError|TypeError)(,(EvalError|TypeError)){5}$/,
    );
  });

  test('that rewrites the prototypes of its realm harms nobody else', async () => {
    const page = `build() {
      Object.prototype.polluted = 'yes';
      JSON.stringify = () => '{"value":"lie"}'; JSON.parse = () => ({ error: { name: 'x', message: 'y' } });
      Array.prototype.map = () => { throw new Error('no') }; Map.prototype.get = () => 'lie';
      Promise.prototype.then = () => 'lie';
      const storage = __$$R$$__('@zos/storage').localStorage;
      storage.setItem('__proto__', { polluted: 'yes' });
      storage.setItem('constructor', 'x');
    }`;
    const watch = await createWatch({ package: tinyProgram({ page }), engine: 'quickjs' });
    try {
      watch.launch();
      await watch.advance(1_000);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      expect(JSON.stringify([1].map((n) => n + 1))).toBe('[2]');
      expect(watch.texts()).toEqual([]);
      expect(watch.running).toBe(true);
    } finally {
      watch.close();
    }
  });

  test('does not keep the next program of the same watch from running', async () => {
    const page = `build() {
      const { localStorage } = __$$R$$__('@zos/storage');
      const times = (localStorage.getItem('times') || 0) + 1;
      localStorage.setItem('times', times);
      if (times < 3) { if (times === 1) [].indexOf.call({ length: 2 ** 53 - 1 }, 1); for (;;) {} }
      const { createWidget, widget } = __$$R$$__('@zos/ui');
      createWidget(widget.TEXT, { x: 0, y: 0, w: 300, h: 40, text: 'third time ' + times });
    }`;
    const watch = await createWatch({
      package: tinyProgram({ page }),
      engine: quickJsEngine({ turnMs: 500 }),
    });
    try {
      for (let i = 0; i < 3; i += 1) {
        watch.launch();
        await watch.advance(1_000);
      }
      expect(watch.texts()).toEqual(['third time 3']);
    } finally {
      watch.close();
    }
  });

  test('leaves a second watch beside it untouched', async () => {
    const other = await createWatch({ package: tinyProgram({ page: GOOD }), engine: 'quickjs' });
    try {
      other.launch();
      await suffer({ page: 'build() { for (;;) {} }' });
      await other.advance(1_000);
      expect(other.texts()).toEqual(['alive']);
    } finally {
      other.close();
    }
  });
});
