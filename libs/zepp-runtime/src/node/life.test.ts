import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { buildProgram } from '../../fixtures/build-program.js';
import { zoneRules } from '../core/zone.js';
import { createWatch, type NodeWatchOptions, type Watch } from './index.js';

const START = Date.UTC(2026, 10, 22, 20, 0, 0);
let zab: Uint8Array;
let watch: Watch;

async function open(options: Partial<NodeWatchOptions> = {}): Promise<Watch> {
  watch = await createWatch({ package: zab, startAt: START, ...options });
  watch.launch();
  return watch;
}

const said = (text: string) => watch.logs.filter((line) => line.text.includes(text)).length;

beforeAll(async () => {
  zab = await buildProgram('hello');
}, 60_000);

afterEach(() => watch.close());

describe('a page', () => {
  test('is built with its widgets on every shape', async () => {
    await open();
    expect(watch.texts()).toContain('Visit 1');
    expect(watch.widgets()).toMatchObject({ shape: 'round', width: 480, height: 480 });
    watch.close();
    await open({ device: 'Active 2 (Square)' });
    expect(watch.widgets()).toMatchObject({ shape: 'square', width: 390, height: 450 });
    expect(watch.texts()).toContain('Hello');
  });

  test('ticks with the virtual clock and its storage survives a kill', async () => {
    await open();
    await watch.advance(3_000);
    expect(watch.texts()).toContain('3 s');
    watch.kill();
    expect(watch.running).toBe(false);
    watch.launch();
    expect(watch.texts()).toContain('Visit 2');
    expect(watch.storage.get('visits')).toBe(2);
  });

  test('is destroyed by push and made anew by back, while app.js lives on', async () => {
    await open();
    watch.tapText('Second');
    expect(said('home destroyed')).toBe(1);
    expect(watch.texts()).toEqual(['came from home', 'Back', 'Apple', 'Pear']);
    watch.tapText('Back');
    expect(watch.pages).toEqual(['pages/home']);
    expect(said('opened 2')).toBe(1);
    expect(said('app created')).toBe(1);
  });

  test('gets the row of a list that is tapped, and nothing through a deleted or hidden widget', async () => {
    await open();
    watch.tapText('Second');
    watch.tapText('Pear');
    expect(said('picked 1')).toBe(1);
  });

  test('feels a tap inside a group at its place', async () => {
    await open();
    watch.tap(16, 126);
    expect(said('rect')).toBe(1);
    watch.tap(70, 300);
    expect(said('rect')).toBe(1);
  });

  test('keeps the keys it consumes; another key leaves the program in order', async () => {
    await open();
    watch.press('select');
    expect(watch.running).toBe(true);
    watch.press('back');
    expect(watch.running).toBe(false);
    expect(said('home destroyed')).toBe(1);
    expect(said('app destroyed')).toBe(1);
  });

  test('hears the crown, and its toast goes after two seconds', async () => {
    await open();
    watch.turn(15);
    expect(watch.texts()).toContain('turned 15');
    await watch.advance(2_000);
    expect(watch.texts()).not.toContain('turned 15');
  });

  test('hears a sensor that the host changes', async () => {
    await open();
    watch.sense('step', { current: 1_234 });
    expect(said('steps 1234')).toBe(1);
  });

  test('writes a file that outlives it', async () => {
    await open();
    watch.tapText('Write');
    watch.kill();
    expect(watch.files.get('notes.txt')).toEqual(Uint8Array.from([104, 105]));
  });
});

describe('a dark screen', () => {
  test('comes after ten seconds without a touch and closes the program ten seconds later', async () => {
    await open();
    await watch.advance(9_999);
    expect(watch.screenOn).toBe(true);
    await watch.advance(1);
    expect(watch.screenOn).toBe(false);
    expect(watch.widgets().nodes).toEqual([]);
    await watch.advance(9_999);
    expect(watch.running).toBe(true);
    await watch.advance(1);
    expect(watch.running).toBe(false);
    watch.wake();
    expect(watch.running).toBe(false);
  });

  test('spares a program that is woken in time', async () => {
    await open();
    watch.screenOff();
    await watch.advance(9_000);
    watch.wake();
    await watch.advance(5_000);
    expect(watch.texts()).toContain('14 s');
  });

  test('is put off by the bright time, which ends with the page', async () => {
    await open();
    watch.tapText('Keep lit');
    await watch.advance(59_000);
    expect(watch.screenOn).toBe(true);
    watch.tapText('Second');
    await watch.advance(10_000);
    expect(watch.screenOn).toBe(false);
  });

  test('brings back a program that asked to be relaunched, made anew', async () => {
    await open();
    watch.tapText('Come back');
    watch.screenOff();
    await watch.advance(10_000);
    expect(watch.running).toBe(false);
    watch.wake();
    expect(watch.texts()).toContain('Visit 2');
  });

  test('does not come from a falling wrist while that is paused', async () => {
    await open();
    watch.tapText('Hold wrist');
    watch.dropWrist();
    expect(watch.screenOn).toBe(true);
    await watch.advance(5_000);
    watch.dropWrist();
    expect(watch.screenOn).toBe(false);
  });
});

describe('a fault of the program', () => {
  test.each([
    ['Throw', 'on purpose'],
    ['Unknown', '@zos/ui.widget.SPRINKLE does not exist'],
    ['Reject', 'unhandled rejection: Error: nobody listens'],
  ])('"%s" is a line in the log and ends nothing', async (button, line) => {
    await open();
    watch.tapText(button);
    await watch.settled();
    expect(said(line)).toBe(1);
    expect(watch.running).toBe(true);
  });
});

describe('a realm', () => {
  test('offers no way to the host and nothing that a watch lacks', async () => {
    await open();
    watch.tapText('Probe');
    const probe = watch.logs.find(({ text }) => text.startsWith('probe'))?.text ?? '';
    expect(probe.split(' ').slice(1)).toHaveLength(9);
    expect(probe).not.toMatch(/object|undefined/);
    expect(said('absent all')).toBe(1);
  });

  test('has the zone that the host hands in, whatever the process has', async () => {
    await open({ zone: zoneRules('America/New_York', START) });
    watch.tapText('Probe');
    expect(said('at undefined date 15 2026-01-02T08:04:00.000Z')).toBe(1);
  });

  test('runs the same way twice', async () => {
    const run = async () => {
      await open({ seed: 7 });
      watch.tapText('Phone');
      await watch.settled();
      watch.tapText('E');
      await watch.advance(2_000);
      const lines = JSON.stringify(watch.logs) + watch.svg();
      watch.close();
      return lines;
    };
    expect(await run()).toBe(await run());
  });
});
