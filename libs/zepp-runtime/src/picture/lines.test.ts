import { describe, expect, test } from '@jest/globals';
import { drawScreen } from './draw.js';
import { measureText } from './font.js';
import { breakLines } from './lines.js';
import { Ruler } from './ruler.js';

const set = { size: 30, overlong: 'wrap' } as const;

describe('a text that is broken into lines', () => {
  test.each<[string, string, string[]]>([
    ['between words', 'one two three', ['one two', 'three']],
    ['behind a hyphen', 'well-meant words', ['well-', 'meant', 'words']],
    ['within a word that is too wide', 'abcdefghijklm', ['abcdefg', 'hijklm']],
    ['where it says so', 'a\nb', ['a', 'b']],
    ['nowhere when it is short', 'short', ['short']],
  ])('breaks %s', (_name, text, lines) => {
    expect(breakLines(text, 120, set).lines).toEqual(lines);
  });

  test('loses nothing but blanks', () => {
    const text = 'the quick-brown fox 😀 jumps over the lazy dog again and again';
    for (let width = 1; width < 400; width += 7) {
      const { lines } = breakLines(text, width, set);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });

  test('is measured in parts as it is as a whole', () => {
    const face = { size: 23, charSpace: 1.5 };
    const ruler = new Ruler('Wide, é 😀 text', face, 1);
    expect(ruler.width([2, 9])).toBe(measureText(ruler.text([2, 9]), face));
  });
});

test('thousands of the longest texts do not fill the memory or the hour', () => {
  const props = { x: 0, y: 0, w: 100_000, h: 100_000, text: 'lorem ipsum '.repeat(400), text_size: 1 };
  const nodes = Array.from({ length: 1_000 }, (_, id) => ({ id, type: 'TEXT', props }));
  const began = performance.now();
  const svg = drawScreen({ shape: 'round', width: 480, height: 480, background: 0, nodes });
  expect(svg.length).toBeLessThan(40_000_000);
  expect(performance.now() - began).toBeLessThan(10_000);
});
