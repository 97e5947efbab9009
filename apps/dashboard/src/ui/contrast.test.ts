import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const css = readFileSync('apps/dashboard/src/ui/tokens.css', 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');

const tokens = (part: string) =>
  new Map([...part.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((hit) => [hit[1], hit[2]]));

/** Relative luminance after WCAG 2.2. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((index) => Number.parseInt(colour.slice(index, index + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const text: [string, string][] = [
  ...['paper', 'sheet', 'sunk', 'brass-wash', 'alarm-wash', 'moss-wash'].map((on): [string, string] => [
    'ink',
    on,
  ]),
  ...['paper', 'sheet', 'sunk', 'brass-wash'].map((on): [string, string] => ['ink-soft', on]),
  ...['moss', 'brass', 'alarm'].flatMap((of): [string, string][] => [
    [of, 'paper'],
    [of, 'sheet'],
  ]),
  ['alarm', 'brass-wash'],
  ['alarm', 'alarm-wash'],
  ['on-action', 'action'],
];
const marks: [string, string][] = [
  ['line-strong', 'sheet'],
  ['brass-mark', 'sheet'],
  ['focus', 'paper'],
  ['moss', 'sunk'],
];

describe.each([
  ['light', tokens(light)],
  ['dark', tokens(dark)],
])('in the %s theme', (_, colours) => {
  const between = (one: string, other: string) => contrast(colours.get(one) ?? '', colours.get(other) ?? '');

  test.each(text)('%s on %s can be read (4.5 : 1)', (one, other) => {
    expect(between(one, other)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(marks)('%s on %s can be seen (3 : 1)', (one, other) => {
    expect(between(one, other)).toBeGreaterThanOrEqual(3);
  });
});
