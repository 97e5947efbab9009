import { expect } from '@jest/globals';
import type { TinyProgram } from '../fixtures/tiny-program.js';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';
import { AWAKE, building, said } from './said.js';

const page = (code: string): TinyProgram => ({
  page: building(
    '@zos/ui',
    `const { widget, prop, anim_status } = z; ${AWAKE}
     const box = z.createWidget(widget.FILL_RECT, { x: 0, y: 50, w: 20, h: 20, color: 0xff });
     const slide = (more) => ({ anim_prop: prop.X, anim_from: 0, anim_to: 100, anim_duration: 1000, anim_rate: 'linear', ...more }); ${code}`,
  ),
});
const at = (watch: Watch, name = 'x') =>
  watch.widgets().nodes.find(({ type }) => type === 'FILL_RECT')?.props[name];

observes(
  ['@zos/ui.Widget.setProperty', '@zos/ui.Widget.getProperty'],
  'move a widget by the watch’s clock, several properties at once, each at its own pace',
  async ({ play }) => {
    const watch = await play(
      page(`let frames = 0; const id = box.setProperty(prop.ANIM, { anim_steps: [slide(), { anim_prop: prop.ALPHA, anim_from: 255, anim_to: 55, anim_duration: 200, anim_offset: 500 }],
          anim_fps: 10, anim_frame_func: () => { frames += 1; }, anim_complete_func: () => say('done', frames, box.getProperty(prop.X)) }); say(id > 0);`),
    );
    await watch.advance(400);
    expect([at(watch), at(watch, 'alpha')]).toEqual([40, undefined]);
    await watch.advance(200);
    expect([at(watch), at(watch, 'alpha')]).toEqual([60, 155]);
    await watch.advance(2_000);
    expect([at(watch), at(watch, 'alpha')]).toEqual([100, 55]);
    expect(said(watch)).toEqual(['true', 'done 11 100']);
  },
);

observes(
  [
    '@zos/ui.anim_status.START',
    '@zos/ui.anim_status.PAUSE',
    '@zos/ui.anim_status.RESUME',
    '@zos/ui.anim_status.STOP',
  ],
  'direct a movement by its number, and tell how it stands',
  async ({ play }) => {
    const watch = await play(
      page(`const id = box.setProperty(prop.ANIM, { anim_steps: [slide()], anim_fps: 20, anim_auto_start: 0, anim_auto_destroy: 0 });
        const order = (ms, status) => setTimeout(() => { box.setProperty(prop.ANIM_STATUS, { anim_id: id, anim_status: status });
          say(box.getProperty(prop.ANIM_STATUS, id) === status); }, ms);
        order(1000, anim_status.START); order(1510, anim_status.PAUSE); order(5000, anim_status.RESUME); order(5260, anim_status.STOP);`),
    );
    await watch.advance(900);
    expect(at(watch)).toBe(0);
    await watch.advance(3_000);
    expect(at(watch)).toBe(50);
    await watch.advance(5_000);
    expect(at(watch)).toBe(76);
    expect(said(watch)).toEqual(['true', 'true', 'true', 'true']);
  },
);

observes('@zos/ui.Widget.setProperty', 'repeats a movement and eases it', async ({ play }) => {
  const watch = await play(
    page(`box.setProperty(prop.ANIM, { anim_steps: [slide({ anim_rate: 'easein', anim_prop: prop.Y })], anim_fps: 25, anim_repeat: 3,
        anim_repeat_func: () => say('again'), anim_complete_func: () => say('done') });`),
  );
  await watch.advance(500);
  expect(at(watch, 'y')).toBe(23);
  await watch.advance(1_000);
  expect(at(watch, 'y')).toBeLessThan(30);
  await watch.advance(5_000);
  expect(said(watch)).toEqual(['again', 'again', 'again', 'done']);
  expect(at(watch, 'y')).toBe(100);
});

observes('@zos/ui.deleteWidget', 'ends the movements of a widget with it', async ({ play }) => {
  const watch = await play(
    page(`box.setProperty(prop.ANIM, { anim_steps: [slide()], anim_repeat: -1, anim_frame_func: () => say('frame') });
      setTimeout(() => z.deleteWidget(box), 90);`),
  );
  await watch.advance(5_000);
  expect(said(watch)).toHaveLength(3);
});
