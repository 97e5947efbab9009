import { useLocation } from 'preact-iso/router';

const places = [
  { path: '/history', name: 'Sessions' },
  { path: '/history/year', name: 'Year' },
  { path: '/history/exercises', name: 'Exercises' },
  { path: '/history/reminders', name: 'Reminders' },
];

/** The four ways to look at what was. */
export function ProgressNav() {
  const { path } = useLocation();
  return (
    <nav class="progress-nav" aria-label="History">
      <ul>
        {places.map((place) => (
          <li key={place.path}>
            <a href={place.path} aria-current={place.path === path ? 'page' : undefined}>
              {place.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
