import { afterEach, describe, expect, test } from '@jest/globals';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { readDeclarations } from '../../scripts/declarations.js';
import { NEEDS } from '../core/permissions.js';
import type { Watch } from '../core/watch.js';
import { createWatch } from './create-watch.js';

let watch: Watch | undefined;

afterEach(() => watch?.close());

/** What a page says about `code` while its manifest asks for `permissions`, and what the runtime says to it. */
async function said(code: string, permissions: string[] = [], throws = false): Promise<string[]> {
  const page = `build() { const z = __$$R$$__; const say = (...parts) => console.log(parts.map(String).join(' ')); ${code} }`;
  const limits = throws ? { withoutPermission: 'throws' as const } : {};
  watch = await createWatch({ package: tinyProgram({ page, permissions }), limits });
  watch.launch();
  await watch.settled();
  return watch.logs.map(({ text }) => text);
}

const denied = (code: string) => `PERMISSION DENIED ${code}: app.json does not ask for it`;

describe('a call whose permission app.json lacks', () => {
  test.each([
    [
      'an alarm is not set',
      `const a = z('@zos/alarm'); say(a.set({url: 'page', delay: 60}), a.cancel(1), a.getAllAlarms().length)`,
      'device:os.alarm',
      '0 -1 0',
    ],
    [
      'a notification is not shown',
      `const n = z('@zos/notification'); say(n.notify({title: 'a', content: 'b', actions: []}), n.getAllNotifications().length)`,
      'device:os.notification',
      '0 0',
    ],
    [
      'a sensor has nothing to tell',
      `const s = new (z('@zos/sensor').Step)(); s.onChange(() => say('no')); say(s.getCurrent(), s.getTarget())`,
      'data:user.hd.step',
      'undefined undefined',
    ],
    [
      'nothing is kept',
      `const s = z('@zos/storage').localStorage; s.setItem('k', 1); say(s.getItem('k'), s.getItem('k', 'other'))`,
      'device:os.local_storage',
      'undefined other',
    ],
    ['nobody is known', `say(z('@zos/user').getProfile())`, 'data:user.info', 'undefined'],
    [
      'no service is started',
      `say(z('@zos/app-service').start({file: 'service'}))`,
      'device:os.bg_service',
      '3',
    ],
    [
      'the model is told in part',
      `const d = z('@zos/device').getDeviceInfo(); say(d.width, d.screenShape)`,
      'data:os.device.info',
      '480 undefined',
    ],
  ])(
    'is answered without effect, and the log names the code once: %s',
    async (_what, code, permission, answer) => {
      expect(await said(code)).toEqual([denied(permission), answer]);
    },
  );

  test('throws where the watch is set so', async () => {
    const code = `try { z('@zos/user').getProfile() } catch (error) { say(error.message) }`;
    expect((await said(code, [], true)).at(-1)).toBe('PERMISSION DENIED data:user.info');
  });

  test('does as it should with the permission', async () => {
    const code = `say(z('@zos/alarm').set({url: 'page', delay: 60}) > 0)`;
    expect(await said(code, ['device:os.alarm'])).toEqual(['true']);
  });
});

test('the table of needs is that of the platform’s declarations', () => {
  const declared = [...readDeclarations().values()].flat();
  const tagged = declared.flatMap(({ module, name, kind, permission }) =>
    permission === undefined || kind === 'method' || name === 'localStorage'
      ? []
      : [[`${module}.${name}`, permission]],
  );
  const ours = Object.entries(NEEDS).map(([name, { code }]) => [name, code]);
  // A service that is run once may exit without a permission.
  const exit = ['@zos/app-service.exit', 'device:os.bg_service'];
  expect([...ours, exit].sort()).toEqual(tagged.sort());
});
