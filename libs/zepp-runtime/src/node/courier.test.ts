import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { buildProgram } from '../../fixtures/build-program.js';
import { waitForText } from '../testing/index.js';
import { createWatch, type Network, type NodeWatchOptions, type Watch } from './index.js';

/** A program built by the vendor's packager, with the vendor's messaging library on both sides. */
let zab: Uint8Array;
let watch: Watch;

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...Array(4_000).fill(7)]);
const answering = (body: string, bytes?: Uint8Array): Network => ({
  fetch: async () => ({ status: 200, statusText: 'OK', headers: { a: 'b' }, body, ...(bytes && { bytes }) }),
});

async function open(options: Partial<NodeWatchOptions> = {}) {
  watch = await createWatch({ package: zab, limits: { screenTimeoutMs: 120_000 }, ...options });
  watch.launch();
  await watch.settled();
}
const said = (text: string) => watch.logs.filter((line) => line.text.includes(text)).length;
const line = () => watch.texts().find((text) => text !== 'English only' && !/^[A-Z][a-z]+$/.test(text));

beforeAll(async () => {
  zab = await buildProgram('courier');
}, 60_000);
afterEach(() => watch.close());

describe('compiled texts', () => {
  test('are read in the language of the watch, else in the default language, else as their keys', async () => {
    await open();
    expect(watch.texts()).toEqual(expect.arrayContaining(['At your service', 'English only']));
    watch.language = 'de-DE';
    watch.launch();
    expect(watch.texts()).toEqual(expect.arrayContaining(['Zu Diensten – größer', 'English only']));
    watch.language = 'fr-FR';
    watch.launch();
    expect(watch.texts()).toContain('At your service');
  });

  test('are read by side service and settings page in the language of the phone', async () => {
    await open({ language: 'de-DE' });
    expect(watch.phone.settingsPage()).toMatchObject({ props: { title: 'Einstellungen' } });
    watch.phone.start();
    expect(said('Begonnen 3 of x (100%)')).toBe(1);
    watch.phone.language = 'en-US';
    watch.phone.kill();
    watch.phone.start();
    expect(watch.phone.settingsPage()).toMatchObject({ props: { title: 'Settings' } });
    expect(said('Began 3 of x (100%) peerAppLaunched')).toBe(1);
  });
});

describe('a message of several frames', () => {
  test('arrives whole in both directions', async () => {
    await open();
    watch.tapText('Long');
    await waitForText(watch, 'got {"length":9000');
  });

  test.each([2, 3, 4])(
    'is lost when the link drops after %i frames, and the next one arrives',
    async (frames) => {
      await open();
      watch.link.dropAfter(frames);
      watch.tapText('Long');
      await watch.advance(1_000);
      expect(watch.link.connected).toBe(false);
      expect(said('link false')).toBe(1);
      await watch.advance(6_000);
      expect(line()).toMatch(/^failed|^thrown|^…/);
      watch.link.restore();
      watch.tapText('Long');
      await waitForText(watch, 'got {"length":9000');
    },
  );

  test('survives frames that come twice', async () => {
    await open();
    watch.link.duplicate = 1;
    watch.tapText('Call');
    await waitForText(watch, 'told PSST');
  });
});

describe('the rest of the library', () => {
  test('gives an error of the side service to who asked', async () => {
    await open();
    watch.tapText('Wrong');
    await waitForText(watch, 'failed 99');
  });

  test('calls without waiting for an answer', async () => {
    await open();
    watch.tapText('Call');
    await waitForText(watch, 'told PSST');
    expect(said('noted psst')).toBe(1);
  });

  test('asks the network through the phone, and hears of one that is refused', async () => {
    await open({ phone: { network: answering('{"a":1}') } });
    watch.tapText('Http');
    await waitForText(watch, 'got {"status":200,"statusText":"OK","headers":{"a":"b"},"body":"{\\"a\\":1}"}');
    watch.phone.sleep();
    watch.tapText('Http');
    await waitForText(watch, 'failed -2');
    watch.phone.wakeUp();
    watch.tapText('Http');
    await waitForText(watch, 'got');
  });

  test('gets JSON as an object from a phone that parses it', async () => {
    await open({ phone: { network: answering('{"a":1}'), fetchBody: 'parsed' } });
    watch.tapText('Http');
    await waitForText(watch, 'got {"status":200,"statusText":"OK","headers":{"a":"b"},"body":{"a":1}}');
  });

  test('hears of a change of the settings, whether the side service ran or was started by it', async () => {
    await open();
    watch.phone.type('Name', 'Ada');
    await watch.advance(1_000);
    expect(said('changed name from null to Ada')).toBe(1);
    watch.phone.type('Name', 'Bob');
    await watch.advance(1_000);
    expect(said('changed name from Ada to Bob')).toBe(1);
    expect(said('watch {"asked":"hello"}')).toBe(2);
  });

  test('throws when the link is down, or does not notice on a watch that keeps it quiet', async () => {
    await open();
    watch.link.drop();
    watch.tapText('Call');
    await watch.settled();
    expect(line()).toBe('…');
    watch.link.silentLoss = true;
    watch.tapText('Long');
    await watch.advance(6_000);
    expect(line()).toMatch(/^failed/);
  });
});

describe('a file', () => {
  test('goes from the watch to a side service that is started by it', async () => {
    await open();
    watch.tapText('Send');
    await watch.advance(3_000);
    expect(line()).toBe('readyStateChanged transferred');
    expect(said('sent 2048/5000')).toBe(1);
    expect(said('sent 5000/5000')).toBe(1);
    expect(said('received note.txt 5000 transferred watch data://download/note.txt')).toBe(1);
    expect(watch.phone.files.get('download/note.txt')).toHaveLength(5_000);
  });

  test('is downloaded, converted and sent to the watch', async () => {
    await open({ phone: { network: answering('', PNG) } });
    watch.tapText('Fetch');
    await waitForText(watch, `transferred data://download/small.png ${PNG.length}`);
    expect(said('file small.png transferring {"type":"picture"}')).toBe(1);
    expect(said('picture transferred')).toBe(1);
    expect(watch.files.get('download/small.png')).toEqual(PNG);
  });

  test('survives pieces that are lost', async () => {
    await open({ seed: 3 });
    watch.link.loss = 0.3;
    watch.tapText('Send');
    await watch.advance(20_000);
    expect(line()).toBe('readyStateChanged transferred');
    expect(watch.link.faults.lost).toBeGreaterThan(0);
  });

  test('is an error at its sender when the link drops on the way, and leaves nothing', async () => {
    await open();
    watch.tapText('Send');
    await watch.advance(400);
    watch.link.drop();
    await watch.advance(1_000);
    expect(line()).toBe('readyStateChanged error');
    expect(watch.phone.files.size).toBe(0);
    watch.link.restore();
    watch.tapText('Send');
    await watch.advance(3_000);
    expect(line()).toBe('readyStateChanged transferred');
  });

  test('does not go onto a full disk', async () => {
    await open({ phone: { network: answering('', PNG) } });
    watch.disk.full = true;
    watch.tapText('Fetch');
    await watch.advance(5_000);
    expect(said('picture error')).toBe(1);
    expect(watch.files.has('download/small.png')).toBe(false);
  });

  test('that is no PNG is not converted', async () => {
    await open({ phone: { network: answering('words') } });
    watch.tapText('Fetch');
    await waitForText(watch, 'failed');
  });
});

describe('a side service', () => {
  test('is started late: what is asked before waits for it', async () => {
    await open({ phone: { startMs: 2_000 } });
    watch.tapText('Call');
    await watch.advance(1_900);
    expect(watch.phone.running).toBe(false);
    await watch.advance(400);
    expect(watch.phone.running).toBe(true);
    await waitForText(watch, 'told PSST');
  });

  test('ends in order or unheard, and is started again by who needs it', async () => {
    await open();
    watch.phone.start();
    watch.phone.stop();
    expect([watch.phone.running, said('side ended')]).toEqual([false, 1]);
    watch.tapText('Call');
    await waitForText(watch, 'told PSST');
    watch.phone.kill();
    expect([watch.phone.running, said('side ended')]).toEqual([false, 1]);
    watch.tapText('Call');
    await waitForText(watch, 'told PSST');
  });

  test('is ended by a reconnection, unless the phone is kinder', async () => {
    await open();
    watch.phone.start();
    watch.link.drop();
    watch.link.restore();
    expect(watch.phone.running).toBe(false);
    watch.phone.closesOnReconnect = false;
    watch.phone.start();
    watch.link.drop();
    watch.link.restore();
    expect(watch.phone.running).toBe(true);
  });
});
