import { describe, expect, test } from '@jest/globals';
import { render } from 'preact-render-to-string';
import { SharedWeekView } from '../week/shared-week.js';
import { Rows } from './grant-lists.js';
import { placeOf } from './whose.js';

const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const since = Date.parse('2026-03-02T12:00:00Z');
const party = (id: string, name: string) => ({ id, name, since });

describe('the lists of who reads what', () => {
  const grants = {
    readers: [party('k1', 'Kim')],
    links: [{ id: 'l1', note: 'Aunt', createdAt: since, expiresAt: Date.parse('2026-03-09T12:00:00Z') }],
    histories: [party('r/1', 'Robin')],
  };

  test('say of each who it is, since when, and what ends it', () => {
    const text = words(render(<Rows grants={grants} onEnd={() => {}} />));
    expect(text).toContain('Kim May read your history since 3 Mar 2026 End Kim');
    expect(text).toContain(
      'Aunt A link nobody has used yet, good until 10 Mar 2026 Withdraw the link for Aunt',
    );
    expect(text).toContain('Robin Lets you read since 3 Mar 2026 Read Stop reading Robin');
  });

  test('lead to a history by an address that any id survives', () => {
    expect(render(<Rows grants={grants} onEnd={() => {}} />)).toContain('href="/history?of=r%2F1"');
    expect(placeOf('/history', undefined)).toBe('/history');
  });

  test('are nothing where nobody shares', () => {
    expect(render(<Rows grants={{ readers: [], links: [], histories: [] }} onEnd={() => {}} />)).toBe('');
  });
});

describe('the week of somebody who shares it', () => {
  const progress = {
    week: { firstDay: '2026-03-02', counted: 0, goal: 3, standing: 'open' as const },
    streak: { current: 0, best: 4 },
    before: [],
    share: {},
  };
  const picture = {
    week: { firstDay: '2026-03-02', goal: 3, sessions: [], days: [] },
    lastContactAt: undefined,
    recent: [],
    hasDevices: false,
    progress,
  };

  test('has its owner’s name, and neither advice nor ways to begin', () => {
    const view = <SharedWeekView picture={picture} today="2026-03-04" of="r1" name="Robin" />;
    const text = words(render(view));
    expect(text).toContain('Robin’s week');
    expect(text).toContain('0 of 3 sessions');
    expect(text).toContain('Nothing here yet');
    expect(text).not.toMatch(/good day|next|Pair a watch|contact/);
  });
});
