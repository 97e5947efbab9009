import type { StandingWeek, WeekProgress } from '../../api/index.js';
import { dayAt, shortDate } from '../../time/moments.js';
import { ShareBar } from '../../ui/index.js';
import { streakReason, streakSentence, weekWord } from './streak-words.js';

/** The streak, what it is made of, and how much of what was planned was done of late. */
export function StreakSheet({ progress }: { progress: WeekProgress }) {
  const { before, week, share } = progress;
  return (
    <section class="sheet streak" aria-labelledby="streak-title">
      <div>
        <h2 id="streak-title">Weeks in a row</h2>
        <p class="streak-sentence">{streakSentence(progress)}</p>
        <p class="small soft">{streakReason(progress)}</p>
      </div>
      <div>
        {before.length > 0 && (
          <ol class="streak-weeks">
            {[...before, week].map((each) => (
              <WeekBob key={each.firstDay} week={each} />
            ))}
          </ol>
        )}
        {share.last12 !== undefined && share.last4 !== undefined && (
          <dl class="streak-shares">
            <Share name="Last 4 weeks" share={share.last4} />
            <Share name="Last 12 weeks" share={share.last12} />
          </dl>
        )}
      </div>
    </section>
  );
}

function Share({ name, share }: { name: string; share: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <ShareBar share={share} />
      </dd>
    </div>
  );
}

/** A week's line: a full bob where the goal was met, a ring where the week was away, a knot otherwise. */
function WeekBob({ week }: { week: StandingWeek }) {
  return (
    <li
      class={`streak-week streak-${week.standing}`}
      title={`${shortDate(dayAt(week.firstDay), 0)}: ${weekWord(week)}`}
    >
      <svg viewBox="0 0 16 40" width="16" height="40" aria-hidden="true">
        <path class="cord" d="M8 0V24" />
        {week.standing === 'met' && <path class="bob" d="M4 22h8l-1 6-3 9-3-9z" />}
        {week.standing === 'neutral' && <circle class="ring" cx="8" cy="29" r="4" />}
        {(week.standing === 'missed' || week.standing === 'open') && (
          <circle class="knot" cx="8" cy="27" r="2.5" />
        )}
      </svg>
      <span class="unseen">
        Week of {shortDate(dayAt(week.firstDay), 0)}: {weekWord(week)}
      </span>
    </li>
  );
}
