import { useState } from 'preact/hooks';
import { fetchReminders, type ProgressReminders, useAnswer } from '../../api/index.js';
import { localZone } from '../../time/clock.js';
import { dayOf } from '../../time/moments.js';
import { EmptyState, PageHeader, useNow, WhenReady } from '../../ui/index.js';
import { ProgressNav } from './progress-nav.js';
import { RangeChoice } from './range-choice.js';
import { hourRows, reasonWords } from './reminder-words.js';

export function RemindersScreen() {
  const now = useNow(60_000);
  const day = dayOf(now, localZone(now));
  const [weeks, setWeeks] = useState(4);
  const { loaded, again } = useAnswer(() => fetchReminders({ day, weeks }), `${day}/${weeks}`);
  return (
    <>
      <ProgressNav />
      <PageHeader title="Reminders" lead="At which hours they help, and why some stayed quiet." />
      <RangeChoice weeks={weeks} onChoose={setWeeks} />
      <WhenReady loaded={loaded} onAgain={again}>
        {(facts) => <RemindersView facts={facts} />}
      </WhenReady>
    </>
  );
}

const WIDTH = 120;

export function RemindersView({ facts }: { facts: ProgressReminders }) {
  const { sum } = facts;
  if (sum.scheduled === 0)
    return (
      <EmptyState title="No reminders in these weeks">
        <p>Once the watch reminds you, the hours and your answers appear here.</p>
      </EmptyState>
    );
  const most = facts.hours.reduce((highest, { done, late }) => Math.max(highest, done + late), 1);
  return (
    <>
      <p>
        {sum.done + sum.late} of {sum.shown} shown were done. {reasonWords(sum)}
      </p>
      <div class="sheet hours">
        <table>
          <caption class="unseen">Answers by hour of the day</caption>
          <thead>
            <tr>
              <th scope="col">Hour</th>
              <th scope="col">Done</th>
              <th scope="col">Later or not now</th>
              <th scope="col">No answer</th>
              <th scope="col">Quiet</th>
            </tr>
          </thead>
          <tbody>
            {hourRows(facts.hours).map((row) => (
              <tr key={row.hour}>
                <th scope="row">{row.name}</th>
                <td class="hours-done">
                  <svg width={WIDTH} height="8" aria-hidden="true">
                    <rect class="track" width={WIDTH} height="8" rx="4" />
                    <rect class="fill" width={(row.done / most) * WIDTH} height="8" rx="4" />
                  </svg>
                  {row.done}
                </td>
                <td>{row.putOff}</td>
                <td>{row.noAnswer}</td>
                <td>{row.silent}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
