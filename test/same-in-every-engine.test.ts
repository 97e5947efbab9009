/** The same package, seed and script: byte for byte the same in V8 and in QuickJS. */
import { describe, expect, test } from '@jest/globals';
import { createWatch, quickJsEngine } from '@plumbline/zepp-runtime/node';
import { playScript, type Told } from './stage/one-script.js';
import { packaged } from './stage/paired-watch.js';

const STARTED_AT = Date.UTC(2026, 10, 22, 18, 0, 0);

async function played(engine: 'v8' | 'quickjs', device: string): Promise<Told & { png: Uint8Array }> {
  const watch = await createWatch({ package: packaged(), device, engine, startAt: STARTED_AT, seed: 4 });
  try {
    const told = await playScript(watch);
    return { ...told, png: await watch.png() };
  } finally {
    watch.close();
  }
}

/** Two evenings, one of them in QuickJS, also on a busy machine. */
const PATIENCE_MS = 60_000;

describe('the packaged program', () => {
  test.each(['balance', 'bip_6'])(
    'on %s looks, sounds and remembers the same in V8 and in QuickJS',
    async (device) => {
      const inV8 = await played('v8', device);
      const inQuickJs = await played('quickjs', device);
      expect(inQuickJs.logs).toEqual(inV8.logs);
      expect(inQuickJs.pictures).toEqual(inV8.pictures);
      expect(inQuickJs.motor).toEqual(inV8.motor);
      expect(inQuickJs.alarms).toEqual(inV8.alarms);
      expect(inQuickJs.files).toEqual(inV8.files);
      expect(Buffer.compare(inQuickJs.png, inV8.png)).toBe(0);
      expect(inV8.pictures.length).toBeGreaterThan(20);
      expect(new Set(inV8.pictures).size).toBeGreaterThan(10);
      expect(inV8.logs.length).toBeGreaterThan(0);
    },
    PATIENCE_MS,
  );

  test(
    'uses a small part of what QuickJS may give it',
    async () => {
      const engine = quickJsEngine();
      const watch = await createWatch({ package: packaged(), engine, startAt: STARTED_AT });
      try {
        await playScript(watch);
        for (const { peakBytes, longestTurnTicks } of engine.figures()) {
          expect(peakBytes).toBeLessThan(8 * 1024 * 1024);
          expect(longestTurnTicks).toBeLessThan(500);
        }
      } finally {
        watch.close();
      }
    },
    PATIENCE_MS,
  );
});
