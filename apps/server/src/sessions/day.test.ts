import { describe, expect, test } from '@jest/globals';
import { isDay } from './day.js';

describe('days', () => {
  test.each(['2026-02-30', '2026-13-01', '26-1-1', '0000-01-01', '9999-12-31', 'today', ''])(
    '"%s" is no day',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );

  test.each(['2026-11-16', '2024-02-29', '1000-01-01', '2999-12-31'])('"%s" is a day', (text) => {
    expect(isDay(text)).toBe(true);
  });
});
