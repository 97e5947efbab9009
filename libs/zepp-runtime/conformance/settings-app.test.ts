import { afterEach, describe, expect, test } from '@jest/globals';
import { tinyProgram } from '../fixtures/tiny-program.js';
import { createWatch, type Watch } from '../src/node/index.js';

let watch: Watch;
/** A phone whose settings page builds what `body` returns, with `storage` at hand; `log` writes to the log. */
async function open(body: string) {
  const settings = `AppSettingsPage({ state: { builds: 0 }, build({ settingsStorage: storage }) {
    this.state.builds += 1;
    console.log('build ' + this.state.builds);
    ${body}
  } })`;
  watch = await createWatch({ package: tinyProgram({ settings }) });
  return watch.phone.settingsPage();
}
const said = () => watch.logs.filter(({ realm }) => realm === 'settings').map(({ text }) => text);
const setting = (key: string) => watch.phone.settings.get(key);

afterEach(() => watch.close());

describe('the settings page', () => {
  test('is plain data of every component', async () => {
    const kinds =
      'Auth Button Image Link Section Select Slider Text TextImageRow TextInput Toast Toggle View';
    const tree = await open(
      `return View({ style: { padding: '1px' } }, [${kinds
        .split(' ')
        .map((kind) => `${kind}({ label: '${kind}', n: { deep: [1] } })`)
        .join()}, 'words', [Text({ bold: true }, ['a', 1])], null, false])`,
    );
    expect(tree?.children.map((child) => (typeof child === 'string' ? child : child.type))).toEqual([
      ...kinds.split(' '),
      'words',
      'Text',
    ]);
    expect(tree).toMatchObject({ props: { style: { padding: '1px' } } });
    expect(tree?.children[14]).toEqual({ type: 'Text', props: { bold: true }, children: ['a', '1'] });
  });

  test('shows what looks like HTML as the text it is', async () => {
    const words = '<img src=x onerror=alert(1)></text><script>alert(1)</script>';
    const tree = await open(`return Text({}, ${JSON.stringify(words)})`);
    expect(tree?.children).toEqual([words]);
  });

  test('opens no script and loads nothing through a style', async () => {
    const tree = await open(`return View({}, [
      Link({ source: 'javascript:alert(1)' }, 'one'), Link({ source: ' jAva\\nscript:alert(1)' }, 'two'),
      Link({ source: 'data:text/html,x' }, 'three'), Image({ src: 'data:image/svg+xml;base64,AAAA', alt: 'four' }),
      Link({ source: 'https://example.test/' }, 'five'), Image({ src: 'data:image/png;base64,AAAA', alt: 'six' }),
      View({ style: { color: 'red', background: 'url(https://example.test/x)', width: 4 } }),
    ])`);
    const props = tree?.children.map((child) => (typeof child === 'string' ? {} : child.props));
    expect(props?.slice(0, 6)).toEqual([
      {},
      {},
      {},
      { alt: 'four' },
      { source: 'https://example.test/' },
      { src: 'data:image/png;base64,AAAA', alt: 'six' },
    ]);
    expect(props?.[6]).toEqual({ style: { color: 'red', width: 4 } });
    expect(watch.phone.click('one')).toBe(false);
    expect(watch.phone.click('five')).toBe(true);
    expect(watch.phone.openedLinks).toEqual(['https://example.test/']);
    expect(watch.logs.filter(({ realm }) => realm === 'runtime')).toHaveLength(4);
  });

  test('is built once, and anew after each change, whoever made it', async () => {
    await open(`return Button({ label: 'Go ' + (storage.getItem('a') || 0), onClick: () => {
      for (const key of ['a', 'b', 'c']) storage.setItem(key, String(Number(storage.getItem(key) || 0) + 1));
    } })`);
    watch.phone.settingsPage();
    expect(said()).toEqual(['build 1']);
    watch.phone.click('Go 0');
    watch.phone.click('Go 1');
    watch.phone.settings.set('a', '9');
    expect(said()).toEqual(['build 1', 'build 2', 'build 3', 'build 4']);
    expect(watch.phone.settingsPage()).toMatchObject({ props: { label: 'Go 9' } });
    expect(watch.phone.settings.all()).toEqual({ a: '9', b: '2', c: '2' });
  });

  test('that writes while it builds is stopped with a sentence', async () => {
    await open(`storage.setItem('n', String(Math.random())); return Text({}, 'x')`);
    await watch.advance(10_000);
    expect(said()).toHaveLength(25);
    expect(watch.logs.at(-1)?.text).toContain('changes the settings while it builds');
    watch.phone.closeSettingsPage();
    expect(watch.phone.settingsPage()).toMatchObject({ type: 'Text' });
  });

  test.each([
    ['throws', 'throw new Error("odd")', 'build: Error: odd'],
    ['returns nothing', 'return undefined', 'build 1'],
    ['returns itself in itself', 'const v = View({}); v.children.push(v); return v', 'build: '],
  ])('that %s shows nothing and ends nothing', async (_what, body, line) => {
    expect(await open(body)).toBeUndefined();
    expect(said().some((text) => text.includes(line))).toBe(true);
  });
});

describe('its parts are used by their labels', () => {
  test('a toggle', async () => {
    await open(`return View({}, [Toggle({ label: 'Loud', settingsKey: 'loud' }),
      Toggle({ label: 'Own', value: storage.getItem('own') === 'on', onChange: (on) => storage.setItem('own', on ? 'on' : 'off') })])`);
    expect([watch.phone.click('Loud'), setting('loud')]).toEqual([true, 'true']);
    expect([watch.phone.toggle('Loud', false), setting('loud')]).toEqual([true, 'false']);
    expect([watch.phone.toggle('Own'), setting('own')]).toEqual([true, 'on']);
    expect([watch.phone.toggle('Own'), setting('own')]).toEqual([true, 'off']);
    expect(watch.phone.toggle('None')).toBe(false);
  });

  test('a text input', async () => {
    await open(`return View({}, [TextInput({ label: 'Name', settingsKey: 'name', onChange: (text) => storage.setItem('length', String(text.length)) }),
      TextInput({ placeholder: 'Off', disabled: true, settingsKey: 'off' })])`);
    expect([watch.phone.type('Name', 'Ada'), setting('name'), setting('length')]).toEqual([true, 'Ada', '3']);
    expect([watch.phone.type('Off', 'x'), setting('off')]).toEqual([false, undefined]);
  });

  test('a select of one and of several', async () => {
    await open(`const options = [{ name: 'Red', value: 'r' }, { name: 'Green', value: 'g' }];
      const told = (key) => (value) => storage.setItem(key, JSON.stringify(value));
      return View({}, [Select({ label: 'One', options, onChange: told('one') }),
        Select({ title: 'Many', multiple: true, searchable: true, options, settingsKey: 'many', onChange: told('told') })])`);
    expect([watch.phone.select('One', 'Green'), setting('one')]).toEqual([true, '"g"']);
    expect([watch.phone.select('One', 'Blue'), setting('one')]).toEqual([false, '"g"']);
    expect([watch.phone.select('Many', ['g', 'Red']), setting('many'), setting('told')]).toEqual([
      true,
      '["g","r"]',
      '["g","r"]',
    ]);
    expect([watch.phone.select('Many', []), setting('many')]).toEqual([true, '[]']);
    expect([watch.phone.type('One', 'Red'), setting('one')]).toEqual([true, '"r"']);
  });

  test('a slider', async () => {
    await open(
      `return Slider({ label: 'Size', min: 10, max: 20, step: 4, settingsKey: 'size', onChange: (n) => storage.setItem('kind', typeof n) })`,
    );
    expect([watch.phone.slide('Size', 15), setting('size'), setting('kind')]).toEqual([true, '14', 'number']);
    expect([watch.phone.slide('Size', 99), setting('size')]).toEqual([true, '20']);
    expect(watch.phone.slide('None', 1)).toBe(false);
  });

  test('views, buttons, toasts and a sign-in', async () => {
    await open(`const note = (key) => (value) => storage.setItem(key, JSON.stringify(value) || 'pressed');
      return View({}, [View({ onClick: note('row') }, [Text({}, 'A row')]), Button({ label: 'Go', onClick: note('go') }),
        Toast({ message: 'Saved', visible: true, onClose: note('toast') }),
        Auth({ label: 'Sign in', authorizeUrl: 'https://example.test/', onAccessToken: note('token'), onReturn: note('code') })])`);
    expect([watch.phone.click('A row'), watch.phone.click('Go'), watch.phone.click('Saved')]).toEqual([
      true,
      true,
      true,
    ]);
    expect(watch.phone.authorize('Sign in', { token: { access_token: 'x' }, code: 'y' })).toBe(true);
    expect(watch.phone.settings.all()).toEqual({
      row: 'pressed',
      go: 'pressed',
      toast: 'pressed',
      token: '{"access_token":"x"}',
      code: '"y"',
    });
  });
});
