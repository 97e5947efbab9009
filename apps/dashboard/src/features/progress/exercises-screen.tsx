import type { ExerciseSum, SideSum } from '@plumbline/routine-core';
import { useState } from 'preact/hooks';
import { fetchExercises, type ProgressExercises, useAnswer } from '../../api/index.js';
import { localZone } from '../../time/clock.js';
import { dayAt, dayOf, shortDate } from '../../time/moments.js';
import { EmptyState, PageHeader, ShareBar, useNow, WhenReady } from '../../ui/index.js';
import { movementName } from '../../words/movement-words.js';
import { ownersWords, useWhose, type Whose, WhoseChoice } from '../sharing/index.js';
import { EffortChart } from './effort-chart.js';
import { amountWords, balanceWords } from './exercise-words.js';
import { ProgressNav } from './progress-nav.js';
import { RangeChoice } from './range-choice.js';

export function ExercisesScreen() {
  const whose = useWhose();
  return (
    <>
      <WhoseChoice />
      <ProgressNav />
      <Exercises key={whose.of ?? ''} whose={whose} />
    </>
  );
}

function Exercises({ whose: { of, name } }: { whose: Whose }) {
  const now = useNow(60_000);
  const day = dayOf(now, localZone(now));
  const [weeks, setWeeks] = useState(12);
  const { loaded, again } = useAnswer(() => fetchExercises({ day, weeks }, of), `${day}/${weeks}/${of}`);
  return (
    <>
      <PageHeader
        title={of === undefined ? 'Exercises' : `${ownersWords(name)} exercises`}
        lead="What was done of what was planned, left against right."
      />
      <RangeChoice weeks={weeks} onChoose={setWeeks} />
      <WhenReady loaded={loaded} onAgain={again}>
        {(facts) => <ExercisesView facts={facts} />}
      </WhenReady>
    </>
  );
}

export function ExercisesView({ facts }: { facts: ProgressExercises }) {
  const { exercises, effort, sessions } = facts;
  if (exercises.length === 0)
    return (
      <EmptyState title="Nothing in these weeks">
        <p>Finish a session, or look further back.</p>
      </EmptyState>
    );
  return (
    <>
      <p>
        {sessions} {sessions === 1 ? 'session' : 'sessions'} since {shortDate(dayAt(facts.from), 0)}.
        {effort.mean !== undefined && ` Effort ${effort.mean} of 10 on average.`}
      </p>
      <div class="sheet exercises">
        <table>
          <caption class="unseen">Each exercise, its sides apart</caption>
          <thead>
            <tr>
              <th scope="col">Exercise</th>
              <th scope="col">Side</th>
              <th scope="col">Of the plan</th>
              <th scope="col">Best set</th>
              <th scope="col">Last</th>
            </tr>
          </thead>
          {exercises.map((exercise) => (
            <Exercise key={exercise.movement} exercise={exercise} />
          ))}
        </table>
      </div>
      <EffortChart effort={effort} from={facts.from} through={facts.through} />
    </>
  );
}

function Exercise({ exercise }: { exercise: ExerciseSum }) {
  const { movement, sides, balance } = exercise;
  return (
    <tbody>
      {sides.map((side, index) => (
        <tr key={side.side ?? 'both'}>
          {index === 0 && (
            <th scope="rowgroup" rowSpan={sides.length}>
              {movementName(movement)}
              {balance && <span class="exercise-balance">{balanceWords(balance)}</span>}
            </th>
          )}
          <Side side={side} unit={exercise.unit} />
        </tr>
      ))}
    </tbody>
  );
}

function Side({ side, unit }: { side: SideSum; unit: ExerciseSum['unit'] }) {
  return (
    <>
      <td>{side.side ?? 'both'}</td>
      <td>
        <ShareBar share={side.target > 0 ? side.done / side.target : 1} />
      </td>
      <td>{amountWords(side.best, unit)}</td>
      <td>
        {amountWords(side.last.best, unit)}
        <span class="soft exercise-day"> {shortDate(dayAt(side.last.day), 0)}</span>
      </td>
    </>
  );
}
