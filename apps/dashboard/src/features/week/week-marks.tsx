import { dayAt, shortDate, weekdayOf } from '../../time/moments.js';
import { cellWord, type DayCell } from './week-plan.js';

/** Seven plumb lines; a bob hangs from each day on which something was done. */
export function WeekMarks({ cells }: { cells: readonly DayCell[] }) {
  return (
    <ol class="week-marks">
      {cells.map((cell) => (
        <li key={cell.day} class={`day day-${cell.mark}`} aria-current={cell.isToday ? 'date' : undefined}>
          <DayLine mark={cell.mark} />
          <span class="day-name" aria-hidden="true">
            {weekdayOf(cell.day).slice(0, 3)}
          </span>
          <span class="unseen">{shortDate(dayAt(cell.day), 0)}: </span>
          <span class="day-word">{cellWord(cell)}</span>
        </li>
      ))}
    </ol>
  );
}

/** Done days hang low and full, the suggested one is an outline, others are a short bare line. */
function DayLine({ mark }: { mark: DayCell['mark'] }) {
  const hasBob = mark === 'done' || mark === 'suggested';
  return (
    <svg viewBox="0 0 32 96" width="32" height="96" aria-hidden="true">
      <path class="cord" d={hasBob ? 'M16 0V56' : 'M16 0V34'} />
      {hasBob ? (
        <path class="bob" d="M8 56h16l-2 13-6 19-6-19z" />
      ) : (
        <circle class="knot" cx="16" cy="37" r="3" />
      )}
    </svg>
  );
}
