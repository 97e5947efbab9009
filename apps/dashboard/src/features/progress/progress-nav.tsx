import { useLocation } from 'preact-iso/router';
import { placeOf, useWhose } from '../sharing/index.js';

const places = [
  { path: '/history', name: 'Sessions' },
  { path: '/history/year', name: 'Year' },
  { path: '/history/exercises', name: 'Exercises' },
  { path: '/history/reminders', name: 'Reminders', isOwn: true },
];

/** The four ways to look at what was; single reminders are shown to nobody else. */
export function ProgressNav() {
  const { path } = useLocation();
  const { of } = useWhose();
  const shown = places.filter(({ isOwn }) => of === undefined || !isOwn);
  return (
    <nav class="progress-nav" aria-label="History">
      <ul>
        {shown.map((place) => (
          <li key={place.path}>
            <a href={placeOf(place.path, of)} aria-current={place.path === path ? 'page' : undefined}>
              {place.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
