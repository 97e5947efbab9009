import { describe, expect, test } from '@jest/globals';
import { render } from 'preact-render-to-string';
import type { SessionPage, SessionSummary } from '../api/index.js';
import { DeviceList } from './devices/device-list.js';
import { Months } from './history/history-screen.js';
import { LiveCard } from './live/live-card.js';
import type { LivePicture } from './live/live-picture.js';
import { SessionView } from './session/session-screen.js';
import { WeekView } from './week/week-screen.js';

const NOW = Date.parse('2026-03-04T12:00:00Z');
const summary: SessionSummary = {
  sessionId: '01KDW8G0000000000000000000',
  routineId: 'back-posture',
  routineVersion: 1,
  routineName: 'Back and posture',
  startedAt: Date.parse('2026-03-02T23:30:00Z'),
  endedAt: Date.parse('2026-03-02T23:45:00Z'),
  zone: 345,
  day: '2026-03-03',
  status: 'ended',
  how: 'saved',
  workMs: 400_000,
  restMs: 300_000,
  pausedMs: 20_000,
  totalMs: 720_000,
  setsPlanned: 17,
  setsDone: 12,
  completeShare: 0.719,
};
const week = {
  firstDay: '2026-03-02',
  goal: 3,
  sessions: [summary],
  days: [{ day: '2026-03-03', sessions: 1 }],
};
/** What a reader gets: the words of the page without its tags. */
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

const progress = {
  week: { firstDay: '2026-03-02', counted: 1, goal: 3, standing: 'open' as const },
  streak: { current: 2, since: '2026-02-16', best: 2 },
  before: [{ firstDay: '2026-02-23', counted: 3, goal: 3, standing: 'met' as const }],
  share: { last4: 1, last12: 0.75 },
};

describe('the week', () => {
  const picture = { week, lastContactAt: NOW - 7_200_000, recent: [summary], hasDevices: true, progress };

  test('says what was done, what suits next and when a watch was last heard', () => {
    const text = words(render(<WeekView picture={picture} today="2026-03-04" now={NOW} />));
    expect(text).toContain('1 of 3 sessions');
    expect(text).toContain('A good day for the next one is tomorrow.');
    expect(text).toContain('Last contact with a watch: 2 hours ago.');
    expect(text).toContain('Tue 3 Mar: done');
  });

  test('offers two ways to begin before the first session', () => {
    const first = {
      week: { ...week, sessions: [], days: [] },
      lastContactAt: undefined,
      recent: [],
      hasDevices: false,
      progress: { ...progress, streak: { current: 0, best: 0 }, before: [], share: {} },
    };
    const html = render(<WeekView picture={first} today="2026-03-04" now={NOW} />);
    expect(html).toContain('href="/devices"');
    expect(html).toContain('href="/watch"');
  });
});

describe('the history', () => {
  test('shows date and time as they were in Kathmandu', () => {
    const html = render(<Months sessions={[summary]} />);
    expect(words(html)).toContain('Tue 3 Mar 05:15 Back and posture 12 min 71 % ended early');
    expect(html).toContain('href="/sessions/01KDW8G0000000000000000000"');
  });

  test('is friendly when empty', () => {
    expect(words(render(<Months sessions={[]} />))).toContain('Nothing here yet');
  });
});

describe('the session page', () => {
  const page: SessionPage = {
    session: summary,
    rows: [
      {
        step: 11,
        kind: 'hold',
        movement: 'side',
        side: 'left',
        set: 1,
        sets: 2,
        unit: 'seconds',
        target: 10,
        done: 10,
        restMs: 15_000,
        status: 'done',
      },
      {
        step: 13,
        kind: 'hold',
        movement: 'side',
        side: 'right',
        set: 1,
        sets: 2,
        unit: 'seconds',
        target: 10,
        done: 4.5,
        restMs: 5000,
        status: 'cut',
      },
    ],
    totals: summary,
    entries: [],
  };

  test('keeps the two sides apart', () => {
    const rows = render(<SessionView page={page} />)
      .split('<tr')
      .slice(2)
      .map((row) => words(`<tr${row}`));
    expect(rows[0]).toContain('Side plank left 1 10 s 10 s 15 s done');
    expect(rows[1]).toContain('Side plank right 1 10 s 4.5 s 5 s cut short');
  });

  test('splits the length', () => {
    const text = words(render(<SessionView page={page} />));
    expect(text).toContain('Work 6:40 Rest and changes 5:00 Pause 0:20 Length 12:00');
  });
});

describe('the live card', () => {
  const picture: LivePicture = {
    sessionId: summary.sessionId,
    routineName: 'Back and posture',
    status: 'running',
    kind: 'Set 1 of 2',
    title: 'Side plank, left',
    detail: '',
    set: 1,
    sets: 2,
    big: '7',
    bigUnit: 'seconds',
    share: 0.3,
    next: 'On your side – Side plank, right',
    place: 'Core and glutes · step 12 of 34',
    spoken: 'Side plank, left. 10 seconds, set 1 of 2.',
    silentMs: 20_000,
  };

  test('says nothing of silence for twenty seconds, and then how long', () => {
    expect(words(render(<LiveCard picture={picture} />))).not.toContain('Last heard');
    expect(words(render(<LiveCard picture={{ ...picture, silentMs: 21_000 }} />))).toContain(
      'Last heard 21 seconds ago.',
    );
  });

  test('leads to the session when it is over', () => {
    const html = render(<LiveCard picture={{ ...picture, status: 'ended', title: 'Finished' }} />);
    expect(html).toContain(`href="/sessions/${summary.sessionId}"`);
    expect(html).not.toContain('dial');
  });
});

describe('the devices', () => {
  test('tell when each was last heard, and offer no removal twice', () => {
    const device = { id: '1', name: 'Balance', journalId: 'J', createdAt: NOW, lastSeenAt: NOW - 60_000 };
    const html = render(
      <DeviceList devices={[device, { ...device, id: '2', revokedAt: NOW }]} now={NOW} onRemove={() => {}} />,
    );
    expect(words(html)).toContain('last contact 1 minute ago');
    expect(html.match(/<button/g)).toHaveLength(1);
  });
});
