import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { JsonObject, WidgetNode, WidgetTree } from '../core/widget-tree.js';
import { drawScreen, hasGlyph, openPng, overflow, pictureOf, toPng } from './index.js';

const node = (type: string, props: JsonObject, children: WidgetNode[] = []): WidgetNode => ({
  id: 1,
  type,
  props,
  children,
});
const screen = (nodes: WidgetNode[], more: Partial<WidgetTree> = {}): WidgetTree => ({
  shape: 'round',
  width: 480,
  height: 480,
  background: 0,
  nodes,
  ...more,
});
const text = (props: JsonObject) =>
  node('TEXT', { x: 40, y: 100, w: 400, h: 60, text: 'Rest', text_size: 40, color: 0xffffff, ...props });
const bodyOf = (tree: WidgetTree) => drawScreen(tree).split('\n').slice(4, -4).join('\n');

describe('a picture of the screen', () => {
  test('is the same bytes each time and holds no number that is not finite', () => {
    const tree = screen([
      text({}),
      node('ARC', { x: Number.NaN, y: 0, w: 480, h: 480, end_angle: 1e99, line_width: 9 }),
    ]);
    expect(drawScreen(tree)).toBe(drawScreen(tree));
    expect(drawScreen(tree)).not.toMatch(/NaN|Infinity|undefined|e\+/);
  });

  test.each<[string, WidgetNode, string]>([
    [
      'a rectangle',
      node('FILL_RECT', { x: 10, y: 20, w: 100, h: 40, radius: 90, color: 0x112233, alpha: 51 }),
      '<rect x="10" y="20" width="100" height="40" rx="20" fill="#112233" fill-opacity="0.2"/>',
    ],
    [
      'an outline inside its box',
      node('STROKE_RECT', { x: 10, y: 20, w: 100, h: 40, line_width: 4, color: 0xff0000 }),
      '<rect x="12" y="22" width="96" height="36" fill="none" stroke="#ff0000" stroke-width="4"/>',
    ],
    [
      'a circle',
      node('CIRCLE', { center_x: 5, center_y: 6, radius: 7, color: 255 }),
      '<circle cx="5" cy="6" r="7" fill="#0000ff"/>',
    ],
    [
      'a quarter arc from 3 to 6 o’clock',
      node('ARC', { x: 0, y: 0, w: 110, h: 110, start_angle: 0, end_angle: 90, line_width: 10, color: 1 }),
      '<path d="M105 55A50 50 0 0 1 55 105" fill="none" stroke="#000001" stroke-width="10"/>',
    ],
    [
      'half of a progress ring from 12 o’clock',
      node('ARC_PROGRESS', {
        center_x: 100,
        center_y: 100,
        radius: 50,
        start_angle: 0,
        end_angle: 360,
        level: 50,
        line_width: 6,
        color: 2,
      }),
      '<path d="M100 50A50 50 0 0 1 100 150" fill="none" stroke="#000002" stroke-width="6" stroke-linecap="round"/>',
    ],
    [
      'a group that moves what it holds',
      node('GROUP', { x: 30, y: 40 }, [node('CIRCLE', { center_x: 1, center_y: 2, radius: 3, color: 0 })]),
      '<g transform="translate(30 40)">\n<circle cx="1" cy="2" r="3" fill="#000000"/>\n</g>',
    ],
    ['nothing for a hidden group', node('GROUP', { visible: false }, [text({})]), ''],
    ['nothing for a kind it does not know', node('constructor', {}), ''],
  ])('draws %s', (_name, one, expected) => {
    expect(bodyOf(screen([one]))).toBe(expected);
  });

  test('shows the pressed colour of a pressed button', () => {
    const button = { x: 0, y: 0, w: 100, h: 40, text: '', normal_color: 1, press_color: 2 };
    expect(bodyOf(screen([node('BUTTON', button)]))).toContain('#000001');
    expect(bodyOf(screen([node('BUTTON', { ...button, pressed: true })]))).toContain('#000002');
  });

  test('draws only the rows of a list that are in sight, cut to the list', () => {
    const list = node('SCROLL_LIST', {
      x: 0,
      y: 0,
      w: 200,
      h: 100,
      item_config: [
        {
          type_id: 1,
          item_height: 60,
          item_bg_color: 0x111111,
          text_view: [{ x: 0, y: 0, w: 200, h: 60, key: 'name' }],
        },
      ],
      data_array: [{ name: 'one' }, { name: 'two' }, { name: 'three' }],
    });
    expect(bodyOf(screen([list])).match(/#111111/g)).toHaveLength(2);
  });

  test('carries a PNG of the package inside, and frames what it cannot draw', () => {
    const png = Uint8Array.from([
      0x89,
      0x50,
      0x4e,
      0x47,
      0x0d,
      0x0a,
      0x1a,
      0x0a,
      ...new Array(8).fill(0),
      0,
      0,
      0,
      9,
      0,
      0,
      0,
      7,
    ]);
    const images = (path: string) => (path === 'a.png' ? pictureOf(png) : undefined);
    const drawn = drawScreen(
      screen([node('IMG', { x: 1, y: 2, src: 'a.png' }), node('IMG', { src: 'b.png' })]),
      { images },
    );
    expect(drawn).toContain(
      '<image x="1" y="2" width="9" height="7" href="data:image/png;base64,iVBORw0KGgo',
    );
    expect(drawn).toContain('#20262b');
  });

  test('keeps words out of the markup: letters become outlines, never tags', () => {
    const drawn = drawScreen(screen([text({ text: '</text><script>alert(1)</script>', text_size: 10 })]));
    expect(drawn).not.toMatch(/script|alert/);
    expect(drawn).toContain('<path transform="translate(40 ');
  });

  test('does not loop for ever on a deep tree', () => {
    let deep = text({});
    for (let i = 0; i < 200; i += 1) deep = node('GROUP', { x: 1, y: 0 }, [deep]);
    expect(bodyOf(screen([deep]))).not.toContain('<path');
  });
});

describe('golden pictures', () => {
  const player: WidgetNode[] = [
    node('ARC', {
      x: 6,
      y: 6,
      w: 378,
      h: 378,
      start_angle: -90,
      end_angle: 120,
      line_width: 12,
      color: 0x4fd1a5,
    }),
    text({ y: 60, x: 45, w: 300, text: 'Side plank', align_h: 'CENTER_H', align_v: 'CENTER_V' }),
    text({
      y: 130,
      x: 45,
      w: 300,
      h: 110,
      text: '0:24',
      text_size: 96,
      align_h: 'CENTER_H',
      align_v: 'CENTER_V',
    }),
    node('BUTTON', {
      x: 95,
      y: 280,
      w: 200,
      h: 60,
      text: 'Pause',
      text_size: 30,
      radius: 30,
      normal_color: 0x17624a,
    }),
  ];

  /** Run once with GOLDEN=write after a change that is meant, and look at the difference. */
  test.each([
    ['round', 390, 390],
    ['square', 390, 450],
  ] as const)('hold on a %s screen', (shape, width, height) => {
    const file = new URL(`./golden/player-${shape}.svg`, import.meta.url);
    const drawn = drawScreen(screen(player, { shape, width, height }));
    if (process.env.GOLDEN === 'write') writeFileSync(file, drawn);
    expect(drawn).toBe(readFileSync(file, 'utf8'));
  });
});

describe('text', () => {
  const linesOf = (props: JsonObject) => bodyOf(screen([text(props)])).match(/<path /g)?.length ?? 0;

  test('wraps between words, anywhere, or not at all, as the widget asks', () => {
    const long = 'keep the hips level and breathe';
    expect(linesOf({ text: long, w: 200, h: 300, text_style: 'WRAP' })).toBe(4);
    expect(linesOf({ text: long, w: 200, h: 300, text_style: 'CHAR_WRAP' })).toBe(4);
    expect(linesOf({ text: long, w: 200, text_style: 'NONE' })).toBe(1);
    expect(linesOf({ text: 'one\ntwo', h: 200 })).toBe(2);
  });

  test('is aligned by its own measure', () => {
    const startOf = (align_h: string) =>
      Number(/translate\(([\d.]+) /.exec(bodyOf(screen([text({ align_h })])))?.[1]);
    expect(startOf('LEFT')).toBe(40);
    expect(startOf('RIGHT') - 40).toBeCloseTo((startOf('CENTER_H') - 40) * 2, 1);
  });

  test('shows a box for a sign that the font lacks', () => {
    expect(hasGlyph('é')).toBe(true);
    expect(hasGlyph('✓')).toBe(true);
    expect(hasGlyph('中')).toBe(false);
    expect(bodyOf(screen([text({ text: '中' })]))).toContain('m80 0v-720h480v720z');
  });
});

describe('overflow', () => {
  test('names the texts that a font 8 % wider would not fit, with what they need', () => {
    const fits = text({ text: 'Rest', w: 400 });
    const tight = { ...text({ text: 'Rest', w: 80 }), id: 7 };
    expect(overflow(screen([fits, tight]))).toEqual([
      { id: 7, text: 'Rest', width: 80, height: 60, neededWidth: 90, neededHeight: 32 },
    ]);
  });

  test('finds wrapped lines that leave the box below, inside groups too', () => {
    const text_style = 'WRAP';
    const high = text({ text: 'one two three four five six', w: 120, h: 60, text_style });
    expect(overflow(screen([node('GROUP', {}, [high])]))).toHaveLength(1);
  });
});

describe('a PNG', () => {
  const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  beforeAll(() => openPng(readFileSync(wasm)));

  test('has the size of the screen, clear outside a round glass', async () => {
    const png = await toPng(drawScreen(screen([text({})])));
    const view = new DataView(png.buffer, png.byteOffset);
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([480, 480]);
  });
});
