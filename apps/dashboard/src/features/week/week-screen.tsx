import { useAnswer } from '../../api/index.js';
import { localZone } from '../../time/clock.js';
import { ago, dayAt, dayOf, shortDate } from '../../time/moments.js';
import { EmptyState, LinkButton, PageHeader, useNow, WhenReady } from '../../ui/index.js';
import { SessionList } from '../history/index.js';
import { RunningBanner, useEndedCount } from '../live/index.js';
import { useWhose, WhoseChoice } from '../sharing/index.js';
import { SharedWeek } from './shared-week.js';
import { StreakSheet } from './streak-sheet.js';
import { WeekMarks } from './week-marks.js';
import { countedSessions, isWhole, nextSuggestedDay, weekCells, weekSentence } from './week-plan.js';
import { fetchWeekPicture, type WeekPicture } from './week-query.js';

export function WeekScreen() {
  const { of, name } = useWhose();
  // Another's week begins anew: nothing of the one before may stand under this name, not for a moment.
  return (
    <div class="stack">
      <WhoseChoice />
      {of === undefined ? <OwnWeek /> : <SharedWeek key={of} of={of} name={name} />}
    </div>
  );
}

function OwnWeek() {
  const now = useNow(30_000);
  const today = dayOf(now, localZone(now));
  // A session that ends while the page is open is one more reason to ask again.
  const { loaded, again } = useAnswer(() => fetchWeekPicture(today), `${today}/${useEndedCount()}`);
  return (
    <>
      <RunningBanner />
      <WhenReady loaded={loaded} onAgain={again}>
        {(picture) => <WeekView picture={picture} today={today} now={now} />}
      </WhenReady>
    </>
  );
}

type WeekViewProps = { picture: WeekPicture; today: string; now: number };

export function WeekView({ picture, today, now }: WeekViewProps) {
  const { week, recent } = picture;
  const latest = recent.find(isWhole);
  const ended = week.sessions.filter((session) => session.status === 'ended');
  const lastDay = latest === undefined ? undefined : dayOf(latest.startedAt, latest.zone);
  const suggested = nextSuggestedDay(week, today, lastDay);
  return (
    <>
      <PageHeader title="This week" lead={`From ${shortDate(dayAt(week.firstDay), 0)}`} />
      <section class="sheet week-sheet">
        <div>
          <p class="week-count">
            <strong>{countedSessions(week)}</strong> of {week.goal} sessions
          </p>
          <p class="week-sentence">{weekSentence(week, today, suggested)}</p>
          <p class="small soft">{contactWords(picture, now)}</p>
        </div>
        <WeekMarks cells={weekCells(week, today, suggested)} />
      </section>
      {recent.length > 0 && <StreakSheet progress={picture.progress} />}
      {ended.length > 0 && (
        <section class="stack" aria-labelledby="week-sessions">
          <h2 id="week-sessions">Done this week</h2>
          <SessionList sessions={ended} />
        </section>
      )}
      {recent.length === 0 && <FirstRun hasDevices={picture.hasDevices} />}
    </>
  );
}

function contactWords({ lastContactAt, hasDevices }: WeekPicture, now: number): string {
  if (lastContactAt !== undefined) return `Last contact with a watch: ${ago(now - lastContactAt)}.`;
  return hasDevices ? 'Your watch is paired and has not sent anything yet.' : 'No watch is paired yet.';
}

/** The first visit: what to do now, with and without a watch. */
function FirstRun({ hasDevices }: { hasDevices: boolean }) {
  return (
    <EmptyState title={hasDevices ? 'Ready for the first session' : 'Two ways to begin'}>
      <p>
        {hasDevices
          ? 'Start a routine on the watch. It needs neither phone nor network meanwhile; the session appears here when the phone is near again.'
          : 'Pair your Amazfit watch with a short code, or try the virtual watch: the same program, in this browser, sending to this server.'}
      </p>
      <div class="button-row">
        {!hasDevices && <LinkButton href="/devices">Pair a watch</LinkButton>}
        <LinkButton href="/watch" kind="quiet">
          Try the virtual watch
        </LinkButton>
      </div>
    </EmptyState>
  );
}
