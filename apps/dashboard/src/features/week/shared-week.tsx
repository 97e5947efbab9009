import { useAnswer } from '../../api/index.js';
import { localZone } from '../../time/clock.js';
import { dayAt, dayOf, shortDate } from '../../time/moments.js';
import { EmptyState, PageHeader, useNow, WhenReady } from '../../ui/index.js';
import { SessionList } from '../history/index.js';
import { ownersWords } from '../sharing/index.js';
import { StreakSheet } from './streak-sheet.js';
import { WeekMarks } from './week-marks.js';
import { countedSessions, weekCells } from './week-plan.js';
import { fetchWeekPicture, type WeekPicture } from './week-query.js';

type SharedWeekProps = { of: string; name: string | undefined };

/** The week of somebody who shares it: what was done, and no advice, which is for its owner. */
export function SharedWeek({ of, name }: SharedWeekProps) {
  const now = useNow(30_000);
  const today = dayOf(now, localZone(now));
  const { loaded, again } = useAnswer(() => fetchWeekPicture(today, of), today);
  return (
    <WhenReady loaded={loaded} onAgain={again}>
      {(picture) => <SharedWeekView picture={picture} today={today} of={of} name={name} />}
    </WhenReady>
  );
}

type ViewProps = SharedWeekProps & { picture: WeekPicture; today: string };

export function SharedWeekView({ picture, today, of, name }: ViewProps) {
  const { week, recent, progress } = picture;
  const ended = week.sessions.filter((session) => session.status === 'ended');
  return (
    <>
      <PageHeader title={`${ownersWords(name)} week`} lead={`From ${shortDate(dayAt(week.firstDay), 0)}`} />
      <section class="sheet week-sheet">
        <p class="week-count">
          <strong>{countedSessions(week)}</strong> of {week.goal} sessions
        </p>
        <WeekMarks cells={weekCells(week, today, '')} />
      </section>
      {recent.length > 0 && <StreakSheet progress={progress} />}
      {ended.length > 0 && (
        <section class="stack" aria-labelledby="week-sessions">
          <h2 id="week-sessions">Done this week</h2>
          <SessionList sessions={ended} of={of} />
        </section>
      )}
      {recent.length === 0 && <EmptyState title="Nothing here yet" />}
    </>
  );
}
