import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { buildProgram } from '../../fixtures/build-program.js';
import { createWatch, type NodeWatchOptions, type Watch } from './index.js';

const START = Date.UTC(2026, 10, 22, 20, 0, 0);
let zab: Uint8Array;
let watch: Watch;

async function open(options: Partial<NodeWatchOptions> = {}) {
  watch = await createWatch({ package: zab, startAt: START, ...options });
  watch.launch();
}

const said = (text: string) => watch.logs.filter((line) => line.text.includes(text)).length;

beforeAll(async () => {
  zab = await buildProgram('hello');
}, 60_000);

afterEach(() => watch.close());

describe('an alarm', () => {
  test('runs a service at its second, long after the program was killed', async () => {
    await open();
    watch.tapText('Alarm');
    expect(watch.alarms()).toMatchObject([{ url: 'services/ring', at: START + 60_000 }]);
    watch.kill();
    await watch.advance(59_999);
    expect(watch.storage.get('rang')).toBeUndefined();
    await watch.advance(1);
    expect(watch.storage.get('rang')).toBe('tea');
    expect(watch.alarms()).toEqual([]);
  });

  test('survives a reboot only when stored', async () => {
    await open();
    watch.tapText('Alarm');
    watch.tapText('Lost alarm');
    watch.reboot();
    expect(watch.alarms().map(({ param }) => param)).toEqual(['tea']);
  });
});

describe('a single-run service', () => {
  const ring = async (options: Partial<NodeWatchOptions> = {}) => {
    await open(options);
    watch.tapText('Alarm');
    watch.kill();
    await watch.advance(60_000);
  };

  test('runs its promises, but its timers never fire', async () => {
    await ring();
    await watch.advance(5_000);
    expect(watch.storage.get('promise')).toBe('ran');
    expect(watch.storage.get('timer')).toBeUndefined();
  });

  test('is cut off after 600 ms, and its vibration with it', async () => {
    await ring();
    await watch.advance(599);
    expect(watch.services).toEqual(['services/ring']);
    await watch.advance(1);
    expect(watch.services).toEqual([]);
    expect(watch.motor).toEqual([{ at: START + 60_000, onMs: 600, kind: 'CONTINUOUS' }]);
  });

  test('may let its vibration go on, if the watch is set so', async () => {
    await ring({ limits: { motorOutlivesProgram: true } });
    await watch.advance(3_000);
    expect(watch.motor).toMatchObject([{ onMs: 2_000 }]);
  });

  test('cannot draw, and writes files only in the dark', async () => {
    await ring();
    expect(watch.storage.get('ui')).toBe('NotAllowed');
    expect(watch.storage.get('wrote')).toBe(true);
    watch.close();
    await open();
    watch.tapText('Alarm');
    watch.tapText('Keep lit');
    await watch.advance(60_000);
    expect(watch.storage.get('wrote')).toBe(false);
  });

  test('sends a notification whose button opens a page', async () => {
    await ring();
    const [sent] = watch.notifications();
    expect(sent).toMatchObject({ title: 'Hello', content: 'tea' });
    watch.answerNotification(sent?.id ?? 0, 0);
    expect(watch.texts()).toContain('came from bell');
    expect(watch.notifications()).toEqual([]);
  });
});

test('a continuous service needs the grant of the wearer and then outlives the program', async () => {
  await open();
  watch.tapText('Stay');
  expect(watch.services).toEqual([]);
  watch.grant('device:os.bg_service');
  watch.tapText('Stay');
  expect(said('staying long')).toBe(1);
  watch.kill();
  await watch.advance(60_000);
  expect(watch.services).toEqual(['services/stay']);
});

test('the motor log shows each action, and a start without a stop is swallowed', async () => {
  await open();
  watch.tapText('Buzz');
  await watch.advance(1_000);
  expect(watch.motor).toEqual([
    { at: START, onMs: 200, kind: 'URGENT' },
    { at: START + 300, onMs: 50, kind: 'STRONG_SHORT' },
  ]);
  expect(said('swallowed')).toBe(1);
});
