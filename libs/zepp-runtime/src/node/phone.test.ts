import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { buildProgram } from '../../fixtures/build-program.js';
import { playUntil, waitForText } from '../testing/index.js';
import { createWatch, type NetRequest, type Network, type NodeWatchOptions, type Watch } from './index.js';

const START = Date.UTC(2026, 10, 22, 20, 0, 0);
let zab: Uint8Array;
let watch: Watch;

async function open(options: Partial<NodeWatchOptions> = {}) {
  watch = await createWatch({
    package: zab,
    startAt: START,
    limits: { screenTimeoutMs: 60_000 },
    ...options,
  });
  watch.launch();
  watch.tapText('Phone');
}

const said = (text: string) => watch.logs.filter((line) => line.text.includes(text)).length;

beforeAll(async () => {
  zab = await buildProgram('hello');
}, 60_000);

afterEach(() => watch.close());

describe('a request over ZML', () => {
  test('starts the side service and is answered', async () => {
    await open();
    expect(watch.phone.running).toBe(false);
    watch.tapText('E');
    await waitForText(watch, 'answer {"words":"grüße"}');
    expect(watch.phone.running).toBe(true);
    expect(said('side began')).toBe(1);
  });

  test('fails with code 2 at once while the link is down', async () => {
    await open();
    watch.link.drop();
    await watch.settled();
    watch.tapText('E');
    await watch.settled();
    expect(watch.texts()).toContain('failed 2');
  });

  test('fails with code 4 at its timeout when the link drops on the way', async () => {
    await open();
    watch.tapText('E');
    await watch.advance(235);
    watch.link.drop();
    await watch.advance(500);
    watch.link.restore();
    await watch.advance(4_000);
    expect(watch.texts()).toContain('…');
    await watch.advance(1_000);
    expect(watch.texts()).toContain('failed 4');
    expect(watch.link.faults.cut).toBeGreaterThan(0);
  });

  test('fails with code 1 after 5 s when nobody answers the handshake, and the next one recovers', async () => {
    await open();
    watch.link.loss = 1;
    watch.tapText('E');
    await watch.advance(5_100);
    expect(watch.texts()).toContain('failed 1');
    watch.link.loss = 0;
    watch.tapText('E');
    await waitForText(watch, 'answer');
  });

  test('arrives twice over a link that doubles, and the late copy is the program’s fault to bear', async () => {
    await open();
    watch.link.duplicate = 1;
    watch.tapText('E');
    await waitForText(watch, 'answer');
    await watch.advance(2_000);
    expect(watch.link.faults.doubled).toBeGreaterThan(0);
    expect(watch.running).toBe(true);
  });

  test('is answered again after the phone has killed the side service', async () => {
    await open();
    watch.tapText('E');
    await waitForText(watch, 'answer');
    watch.phone.kill();
    watch.tapText('E');
    await watch.settled();
    await waitForText(watch, 'answer');
    expect(said('side began')).toBe(2);
  });
});

describe('a fetch of the side service', () => {
  const answering = (network: Network) => ({ phone: { network } });

  test('carries method, headers and body, and gets status and text', async () => {
    const seen: NetRequest[] = [];
    const answer = { status: 201, statusText: 'Created', headers: {}, body: 'made' };
    await open(
      answering({ fetch: (request) => Promise.resolve(void seen.push(request)).then(() => answer) }),
    );
    watch.tapText('Fe');
    await waitForText(watch, 'answer {"status":201,"body":"made"}');
    expect(seen).toEqual([
      { url: 'http://example.test/thing', method: 'POST', headers: {}, body: '{"a":1}' },
    ]);
  });

  test('is cut after ten seconds', async () => {
    await open(answering({ fetch: () => new Promise(() => undefined) }));
    watch.tapText('Fe');
    await playUntil(watch, () => watch.texts().some((text) => text.startsWith('answer')));
    expect(watch.texts()).toContain('answer {"cut":-2}');
    expect(watch.now() - START).toBeGreaterThanOrEqual(10_000);
    expect(watch.now() - START).toBeLessThan(11_000);
  });

  test('is refused at once by a phone that saves power', async () => {
    await open();
    watch.phone.refuseFetch();
    watch.tapText('Fe');
    await watch.advance(1_000);
    expect(watch.texts()).toContain('answer {"cut":-2}');
  });
});

describe('the settings page', () => {
  test('is built, typed into and rebuilt', async () => {
    await open();
    expect(watch.phone.settingsPage()).toMatchObject({
      type: 'View',
      children: [
        { type: 'Text', children: ['Hello nobody'] },
        { type: 'TextInput' },
        { type: 'Toggle' },
        { type: 'Button' },
      ],
    });
    expect(watch.phone.type('Your name', 'Ada')).toBe(true);
    expect(watch.phone.settings.get('name')).toBe('Ada');
    expect(JSON.stringify(watch.phone.settingsPage())).toContain('Hello Ada');
    watch.phone.click('Loud');
    expect(watch.phone.settings.all()).toEqual({ name: 'Ada', loud: 'true' });
    watch.phone.click('Forget');
    expect(watch.phone.settings.get('name')).toBeUndefined();
    expect(watch.phone.click('Nothing')).toBe(false);
  });

  test('starts the side service, which tells and asks the watch', async () => {
    await open();
    watch.tapText('E');
    await waitForText(watch, 'answer');
    watch.phone.type('Your name', 'Ada');
    await waitForText(watch, 'told name Ada');
    await watch.advance(1_000);
    expect(said('setting name is Ada')).toBe(1);
    expect(said('watch says {"steps":42,"asked":"steps"}')).toBe(1);
    watch.phone.kill();
    watch.phone.type('Your name', 'Bob');
    expect(watch.phone.running).toBe(false);
    await watch.advance(200);
    expect(watch.phone.running).toBe(true);
    expect(said('setting name is Bob')).toBe(1);
  });
});
