import { isMovementId, movementOf } from '@plumbline/routine-core';
import { type Html, html } from './html.js';
import type { Report } from './report.js';
import { REPORT_POLICY, REPORT_STYLE } from './style.js';
import { amountWords, dateWords, dayWords, lengthWords, percent } from './words.js';

const NOTES_SHOWN = 12;
const MARKS_SHOWN = 12;
const NOTHING = html`<span class="soft">–</span>`;

/** The report as one file: no script, nothing fetched, readable wherever it is kept. */
export function reportPage(report: Report): string {
  const { name, from, through, weeks } = report;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${REPORT_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>Training report: ${name}, ${dateWords(from)} to ${dateWords(through)}</title>
<style>${{ markup: REPORT_STYLE }}</style>
</head>
<body>
<main>
<h1>${name}: back and posture training</h1>
<p class="soft">${weeks === 1 ? 'One week' : `${weeks} weeks`}, ${dateWords(from)} to ${dateWords(through)}</p>
${figures(report)}
${weekTable(report)}
${exerciseTable(report)}
<div class="pair">
${painList(report)}
${noteList(report)}
</div>
${reminderLine(report)}
<footer>Made on ${dateWords(report.today)} by Plumbline from what the watch recorded and its wearer said. Effort counts from 0, nothing
at all, to 10, as hard as can be. Levels go from 0, the first week, over 1 to 3, the low, middle and high end of an exercise’s range, to 6, the same
with a third set.</footer>
</main>
</body>
</html>
`;
  return page.markup;
}

const figure = (word: string, value: Html): Html => html`<div><dt>${word}</dt><dd>${value}</dd></div>`;

function figures({ adherence, effort, pain }: Report): Html {
  const { share, counted, sessions, workMs } = adherence;
  const more = sessions - counted;
  return html`<dl>
${figure('Done of plan', share === undefined ? NOTHING : html`${percent(share)}`)}
${figure('Sessions', html`${counted}${more > 0 ? html` <small>and ${more} short</small>` : ''}`)}
${figure('Time at work', html`${lengthWords(workMs)}`)}
${figure('Effort, mean', effort.mean === undefined ? NOTHING : html`${effort.mean} <small>of 10</small>`)}
${figure('Pain marks', html`${pain.length}`)}
</dl>`;
}

const STANDINGS: Record<Report['adherence']['weeks'][number]['standing'], string> = {
  met: 'reached',
  neutral: 'not counted',
  missed: 'not reached',
  open: 'still running',
};

function weekTable({ adherence, effort }: Report): Html {
  const rows = adherence.weeks.map(({ firstDay, counted, goal, away, standing }) => {
    const told = effort.weeks.find((week) => week.firstDay === firstDay);
    const words = away === undefined ? STANDINGS[standing] : `${STANDINGS[standing]}: ${away}`;
    return html`<tr><th scope="row">${dateWords(firstDay)}</th><td>${counted} of ${goal}</td>
<td>${words}</td><td>${told ? html`${told.mean}` : NOTHING}</td></tr>
`;
  });
  return html`<h2>Weeks</h2>
<div class="wide"><table>
<thead><tr><th scope="col">Week from</th><th scope="col">Sessions</th><th scope="col">Goal</th><th scope="col">Effort</th></tr></thead>
<tbody>
${rows}</tbody></table></div>`;
}

const nameOf = (movement: string): string => (isMovementId(movement) ? movementOf(movement).name : movement);
const sided = (movement: string, side: string | undefined): string =>
  side === undefined ? nameOf(movement) : `${nameOf(movement)}, ${side}`;

function exerciseTable({ exercises }: Report): Html {
  if (exercises.length === 0) return html`<h2>Exercises</h2><p class="soft">None in these weeks.</p>`;
  const rows = exercises.flatMap(({ movement, unit, sides }) =>
    sides.map(
      ({ side, levelFrom, levelTo, sessions, target, done, best, effort, pain }) => html`<tr>
<th scope="row">${sided(movement, side)}</th>
<td>${levelFrom === levelTo ? levelTo : `${levelFrom} → ${levelTo}`}</td><td>${sessions}</td>
<td>${target === 0 ? NOTHING : html`${percent(done / target)}`}</td><td>${amountWords(unit, best)}</td>
<td>${effort === undefined ? NOTHING : html`${effort}`}</td><td>${pain === 0 ? NOTHING : html`${pain}`}</td></tr>
`,
    ),
  );
  const uneven = exercises.flatMap(({ movement, balance }) =>
    balance?.less === undefined
      ? []
      : html`<p class="small">${nameOf(movement)}: the ${balance.less} side did ${percent(balance.share)} of the other.</p>`,
  );
  return html`<h2>Exercises</h2>
<div class="wide exercises" tabindex="0" role="region" aria-label="Exercises"><table>
<thead><tr><th scope="col">Exercise</th><th scope="col">Level</th><th scope="col">Sessions</th><th scope="col">Done of plan</th>
<th scope="col">Best set</th><th scope="col">Effort</th><th scope="col">Pain</th></tr></thead>
<tbody>
${rows}</tbody></table></div>
${uneven}`;
}

const more = (all: number, shown: number): Html =>
  all > shown ? html`<p class="soft small">and ${all - shown} earlier ones</p>` : html``;

function painList({ pain }: Report): Html {
  const newest = pain.slice(-MARKS_SHOWN).reverse();
  const items = newest.map(
    ({ day, movement, side }) => html`<li><b>${dayWords(day)}</b>${sided(movement, side)}</li>
`,
  );
  return html`<section><h2>Where it hurt</h2>
${pain.length === 0 ? html`<p class="soft">No pain was marked.</p>` : html`<ul>${items}</ul>`}${more(pain.length, MARKS_SHOWN)}</section>`;
}

function noteList({ notes }: Report): Html {
  const newest = notes.slice(-NOTES_SHOWN).reverse();
  const items = newest.map(
    ({ day, note }) => html`<li><b>${dayWords(day)}</b>${note}</li>
`,
  );
  return html`<section><h2>Notes</h2>
${notes.length === 0 ? html`<p class="soft">None were written.</p>` : html`<ul>${items}</ul>`}${more(notes.length, NOTES_SHOWN)}</section>`;
}

function reminderLine({ reminders }: Report): Html {
  const { shown, done, late, silent } = reminders;
  const share = 'share' in reminders ? reminders.share : undefined;
  if (shown + silent === 0) return html``;
  const part = share === undefined ? '' : ` (${percent(share)})`;
  const lateOnes = late === 0 ? '' : `, ${late} of them late`;
  return html`<h2>Reminders to move</h2>
<p>${shown} were shown, ${done + late} done${part}${lateOnes}. ${silent} stayed silent: asleep, busy, moving already or not worn.</p>`;
}
