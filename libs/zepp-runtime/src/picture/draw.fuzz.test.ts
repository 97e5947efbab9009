import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { coloured } from '../../fixtures/coloured.js';
import type { Json, JsonObject, WidgetNode } from '../core/widget-tree.js';
import { drawScreen, openPng, overflow, pictureOf, toPng } from './index.js';

const KINDS =
  `TEXT BUTTON FILL_RECT STROKE_RECT CIRCLE ARC ARC_PROGRESS CANVAS IMG IMG_ANIM IMG_ARC_PROGRESS IMG_LEVEL IMG_POINTER
  IMG_PROGRESS LINE_PROGRESS QRCODE TEXT_IMG STATUS_TIME SCROLL_LIST PAGE_INDICATOR GRADIENT_POLYLINE POLYLINE HISTOGRAM
  SLIDE_SWITCH GROUP VIEW_CONTAINER`.split(/\s+/);
const NAMES =
  `x y w h text text_size text_style align_h align_v color alpha radius angle center_x center_y start_angle end_angle mode
  line_width line_color level src src_bg image_array font_array image_length item_config data_array data data_count drawn figure
  x1 y1 x2 y2 radius_x radius_y image lines color_from color_to curve_style count item_width item_space item_radius item_color
  xline xText yText pading space start end content bg_x bg_w track_fill progress_fill progress padding h_space clock pos_x
  rect_width char_space line_space normal_color press_color normal_src press_src text_w visible key text_view item_height`.split(
    /\s+/,
  );
const HOSTILE = [
  '</text><script>alert(1)</script>',
  '"/><image href="x',
  '\u0000\u0007',
  '\ud800',
  ']]>',
  '&amp;',
  "'",
  'a.png',
  'NONE',
  'WRAP',
  'drawText',
  'drawArc',
  'clear',
  'strokePoly',
];
const NUMBERS = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  0,
  0.1,
  1e-9,
  1e21,
  -1e300,
  7,
  240,
  255,
  300,
  0xffffff,
  2 ** 31,
];

const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  one: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...NUMBERS),
    fc.constantFrom(...HOSTILE),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('one'), { maxLength: 4 }),
    tie('props'),
  ),
  props: fc.dictionary(fc.constantFrom(...NAMES), tie('one'), { maxKeys: 14 }),
})).one;
const props = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 20 }) as fc.Arbitrary<
  Record<string, Json>
>;
const node: fc.Arbitrary<WidgetNode> = fc.record({
  id: fc.constant(1),
  type: fc.constantFrom(...KINDS),
  props: props as fc.Arbitrary<JsonObject>,
});

const picture = { w: 3, h: 3, href: 'data:image/png;base64,AAAA' };
const draw = (nodes: WidgetNode[]) =>
  drawScreen(
    { shape: 'round', width: 480, height: 480, background: 0, nodes },
    { images: (path) => (path === 'a.png' ? picture : undefined) },
  );

const TAG =
  /^<\/?(svg|g|rect|circle|ellipse|line|path|image|clipPath|linearGradient|stop)( [a-zA-Z-]+[12]?="[^"<>&]*")* ?\/?>$/;

/** Every tag is one of ours, every opened one is closed, and nothing stands between them. */
function isSound(svg: string): boolean {
  const open: string[] = [];
  const tags = svg.match(/<[^>]*>/g) ?? [];
  if (tags.join('') !== svg.replace(/\n/g, '')) return false;
  for (const tag of tags) {
    const name = TAG.exec(tag.replace(' xmlns="http://www.w3.org/2000/svg"', ''))?.[1];
    if (name === undefined) return false;
    if (tag.startsWith('</')) {
      if (open.pop() !== name) return false;
    } else if (!tag.endsWith('/>')) open.push(name);
  }
  return open.length === 0;
}

test('whatever a program says, the picture is sound and its numbers are finite', () => {
  fc.assert(
    fc.property(fc.array(node, { maxLength: 6 }), (nodes) => {
      const svg = draw(nodes);
      expect(isSound(svg)).toBe(true);
      expect(svg).not.toMatch(/NaN|Infinity|undefined|null|script|[0-9]e[+-]/);
      expect(draw(nodes)).toBe(svg);
      overflow({ shape: 'round', width: 480, height: 480, background: 0, nodes });
    }),
    { numRuns: 400, seed: 3 },
  );
});

beforeAll(() =>
  openPng(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm'))),
);

test('and the painter takes it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(node, { maxLength: 4 }), async (nodes) => {
      expect((await toPng(draw(nodes), 0.25)).length).toBeGreaterThan(50);
    }),
    { numRuns: 60, seed: 5 },
  );
});

test('a damaged picture is left out, or refused before the painter sees it', async () => {
  const whole = coloured(16, 16, 0x336699);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      fc.nat(whole.length),
      async (changes, length) => {
        const bytes = whole.slice(0, length);
        for (const [at, byte] of changes) if (at < length) bytes[at] = byte;
        const found = pictureOf(bytes);
        const nodes = [{ id: 1, type: 'IMG', props: { x: 0, y: 0, src: 'a' } }];
        const tree = { shape: 'round', width: 60, height: 60, background: 0, nodes } as const;
        const svg = drawScreen({ ...tree, nodes }, { images: () => found });
        expect((await toPng(svg)).length).toBeGreaterThan(50);
      },
    ),
    { numRuns: 300, seed: 11 },
  );
});
