import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { images, scenes } from '../../fixtures/scenes.js';
import { drawScreen } from './draw.js';

const SCREENS = [
  { name: 'r360', shape: 'round', width: 360, height: 360 },
  { name: 'r480', shape: 'round', width: 480, height: 480 },
  { name: 's320x380', shape: 'square', width: 320, height: 380 },
  { name: 's390x450', shape: 'square', width: 390, height: 450 },
] as const;

/** Run once with GOLDEN=write after a change that is meant, and look at the difference. */
describe.each(Object.keys(scenes))('every kind of widget in the scene “%s”', (scene) => {
  test.each(SCREENS)('is drawn as before on $name', ({ name, ...screen }) => {
    const nodes = scenes[scene]?.((length) => Math.round((length * screen.width) / 480)) ?? [];
    const file = new URL(`./golden/${scene}-${name}.svg`, import.meta.url);
    const drawn = drawScreen({ ...screen, background: 0, nodes }, { images });
    if (process.env.GOLDEN === 'write') writeFileSync(file, drawn);
    expect(drawn).toBe(readFileSync(file, 'utf8'));
  });
});

test('a page of many widgets is drawn within a frame’s time', () => {
  const all = Object.values(scenes).flatMap((scene) => scene((length) => length));
  const draw = () =>
    drawScreen({ shape: 'round', width: 480, height: 480, background: 0, nodes: all }, { images });
  for (let i = 0; i < 20; i += 1) draw();
  const times = Array.from({ length: 40 }, () => {
    const began = performance.now();
    draw();
    return performance.now() - began;
  });
  // The middle of forty: other work on the machine is not the drawing's fault.
  expect(times.sort((one, other) => one - other)[20]).toBeLessThan(5);
});
