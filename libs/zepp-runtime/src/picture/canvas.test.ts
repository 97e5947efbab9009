import { describe, expect, test } from '@jest/globals';
import type { WidgetTree } from '../core/widget-tree.js';
import { drawScreen } from './draw.js';

const long = { x: 0, w: 10, h: 10, text: 'wider than its box', text_size: 30 };
const screen = (nodes: WidgetTree['nodes']): WidgetTree => ({
  shape: 'square',
  width: 100,
  height: 100,
  background: 0,
  nodes,
});

describe('what is cut', () => {
  test('is not drawn at all beside the screen, as a layer there would end the painter', () => {
    const below = screen([{ id: 1, type: 'TEXT', props: { ...long, y: 200 } }]);
    expect(drawScreen(below)).toBe(drawScreen(screen([])));
  });

  test('is drawn once a scrolled page has brought it onto the screen', () => {
    const text = { id: 1, type: 'TEXT', props: { ...long, y: 200 } };
    const moved = { id: 2, type: 'GROUP', props: { x: 0, y: -150, w: 100, h: 100 }, children: [text] };
    expect(drawScreen(screen([moved]))).toContain('clip2');
  });

  test('is seen through every container around it', () => {
    const text = { id: 1, type: 'TEXT', props: { ...long, y: 50 } };
    const small = { id: 2, type: 'VIEW_CONTAINER', props: { x: 0, y: 0, w: 100, h: 40 }, children: [text] };
    expect(drawScreen(screen([small]))).not.toContain('clip3');
  });
});
