import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ANSWER_MS, openLink } from './link.js';

const after = (waitMs: number, work: () => void) => {
  const timer = setTimeout(work, waitMs);
  return () => clearTimeout(timer);
};

const linkTo = (request: Messenger['request'], near = true) =>
  openLink({ messenger: () => ({ request }), phoneIsNear: () => near, after });

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('a link', () => {
  test('hands back what the phone answers', async () => {
    expect(await linkTo(async () => ({ ok: true, through: 4 })).ask({})).toEqual({ ok: true, through: 4 });
  });

  test.each<[string, Messenger['request'], string]>([
    ['rejects', async () => Promise.reject(new Error('ble')), 'no-phone'],
    [
      'throws at once',
      () => {
        throw new Error('send message error');
      },
      'no-phone',
    ],
    ['answers nonsense', async () => 'hm', 'bad-answer'],
  ])('tells a code when the messenger %s', async (_name, request, code) => {
    expect(await linkTo(request).ask({})).toEqual({ ok: false, code });
  });

  test('does not touch the messenger while no phone is near', async () => {
    const request = jest.fn<Messenger['request']>();
    expect(await linkTo(request, false).ask({})).toEqual({ ok: false, code: 'no-phone' });
    expect(request).not.toHaveBeenCalled();
  });

  test('gives up by itself, and a reply that comes later changes nothing', async () => {
    let reply: (value: unknown) => void = () => {};
    const link = linkTo(() => new Promise((resolve) => (reply = resolve)));
    const asked = link.ask({});
    await jest.advanceTimersByTimeAsync(ANSWER_MS);
    expect(await asked).toEqual({ ok: false, code: 'timeout' });
    reply({ ok: true });
    await jest.advanceTimersByTimeAsync(1);
  });

  test('has one request in flight', async () => {
    const link = linkTo(() => new Promise(() => {}));
    void link.ask({});
    expect(await link.ask({})).toEqual({ ok: false, code: 'busy' });
  });

  test("gives ZML's table a handler for replies it has forgotten", async () => {
    const handlers = new Map<number, { handler?: (reply: unknown) => void }>();
    const messenger: Messenger = { request: async () => ({ ok: true }), transport: { handlers } };
    await openLink({ messenger: () => messenger, phoneIsNear: () => true, after }).ask({});
    expect(handlers.get(99)).toEqual({});
  });
});
