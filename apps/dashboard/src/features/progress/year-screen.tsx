import { useState } from 'preact/hooks';
import { fetchYear, type ProgressYear, useAnswer } from '../../api/index.js';
import { localZone } from '../../time/clock.js';
import { roughLength } from '../../time/durations.js';
import { dayOf } from '../../time/moments.js';
import { Button, EmptyState, PageHeader, useNow, WhenReady } from '../../ui/index.js';
import { ownersWords, useWhose, type Whose, WhoseChoice } from '../sharing/index.js';
import { ProgressNav } from './progress-nav.js';
import { type Cell, dayWords, type MonthTable, monthTables } from './year-months.js';

export function YearScreen() {
  const whose = useWhose();
  return (
    <>
      <WhoseChoice />
      <ProgressNav />
      <Year key={whose.of ?? ''} whose={whose} />
    </>
  );
}

function Year({ whose: { of, name } }: { whose: Whose }) {
  const now = useNow(60_000);
  const today = dayOf(now, localZone(now));
  const [year, setYear] = useState(today.slice(0, 4));
  const { loaded, again } = useAnswer(() => fetchYear(year, of), `${year}/${of}`);
  const move = (by: number) => setYear(String(Number(year) + by));
  return (
    <>
      <PageHeader
        title={of === undefined ? `The year ${year}` : `${ownersWords(name)} year ${year}`}
        actions={
          <>
            <Button kind="quiet" onClick={() => move(-1)}>
              {String(Number(year) - 1)}
            </Button>
            {year < today.slice(0, 4) && (
              <Button kind="quiet" onClick={() => move(1)}>
                {String(Number(year) + 1)}
              </Button>
            )}
          </>
        }
      />
      <WhenReady loaded={loaded} onAgain={again}>
        {(facts) => <YearView year={facts} today={today} />}
      </WhenReady>
    </>
  );
}

export function YearView({ year, today }: { year: ProgressYear; today: string }) {
  const [told, setTold] = useState('');
  if (year.days.length === 0) return <NothingYet year={year} />;
  const { sessions, totalMs } = year.sum;
  return (
    <>
      <p class="year-sum">
        {sessions} {sessions === 1 ? 'session' : 'sessions'}
        {sessions > 0 && `, ${roughLength(totalMs)} in all`}
      </p>
      <p class="small soft year-key">
        <span class="year-day year-done" aria-hidden="true" /> session
        <span class="year-day year-asked" aria-hidden="true" /> reminders answered
      </p>
      <p class="year-told" aria-live="polite">
        {told || 'Choose a day to read what it held.'}
      </p>
      <div class="year-months">
        {monthTables(year).map((month) => (
          <Month key={month.name} month={month} today={today} onTell={setTold} />
        ))}
      </div>
    </>
  );
}

type MonthProps = { month: MonthTable; today: string; onTell: (words: string) => void };

function Month({ month, today, onTell }: MonthProps) {
  return (
    <table class="year-month">
      <caption>{month.name}</caption>
      <thead>
        <tr>
          {month.weekdays.map((name) => (
            <th key={name} scope="col" abbr={name}>
              {name.slice(0, 1)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {month.rows.map((row) => (
          <tr key={row.find((cell) => cell !== undefined)?.day}>
            {row.map((cell, index) => (
              <Day key={cell?.day ?? `${month.name} ${index}`} cell={cell} today={today} onTell={onTell} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type DayProps = Pick<MonthProps, 'today' | 'onTell'> & { cell: Cell };

/** A day that held something is a button, so that hand, key and voice reach it alike; the others are figures. */
function Day({ cell, today, onTell }: DayProps) {
  if (cell === undefined) return <td />;
  const { day, facts } = cell;
  const figure = String(Number(day.slice(8)));
  const now = day === today ? 'date' : undefined;
  if (facts === undefined)
    return (
      <td aria-current={now}>
        <span class="year-day">{figure}</span>
      </td>
    );
  const words = dayWords(day, facts);
  const tell = () => onTell(words);
  const answered = facts.reminders.done + facts.reminders.late > 0 ? 'year-asked' : '';
  return (
    <td aria-current={now}>
      <button
        type="button"
        class={`year-day ${facts.sessions > 0 ? 'year-done' : ''} ${answered}`}
        aria-label={words}
        onClick={tell}
        onFocus={tell}
        onMouseEnter={tell}
      >
        {figure}
      </button>
    </td>
  );
}

function NothingYet({ year }: { year: ProgressYear }) {
  return (
    <EmptyState title={`Nothing in ${year.from.slice(0, 4)}`}>
      <p>Days on which you finish a session, or answer a reminder, appear here by themselves.</p>
    </EmptyState>
  );
}
