import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import type { Account } from '../api/index.js';
import { NewDeviceNotice } from '../features/devices/index.js';
import { LinkNotice } from '../features/live/index.js';
import { Icon, type IconName } from '../ui/index.js';

const places: { path: string; name: string; icon: IconName; full?: string }[] = [
  { path: '/', name: 'Week', icon: 'week' },
  { path: '/history', name: 'History', icon: 'history' },
  { path: '/live', name: 'Live', icon: 'live' },
  { path: '/devices', name: 'Devices', icon: 'devices' },
  // On a phone five names share 390 px, so the last one is cut to its noun.
  { path: '/watch', name: 'Watch', icon: 'watch', full: 'Virtual watch' },
];

/** What concerns the person, not the workouts: beside the name. */
const ownPlaces = [
  { path: '/account', name: 'Account' },
  { path: '/your-data', name: 'Your data' },
];

type ShellProps = { account: Account; onSignOut: () => void; children: ComponentChildren };

/** The frame around every signed-in screen: where one is, where one can go, and who one is. */
export function Shell({ account, onSignOut, children }: ShellProps) {
  const { path } = useLocation();
  const main = useFocusOnNewPage(path);
  return (
    <div class="shell">
      <a class="skip" href="#main">
        Skip to content
      </a>
      <header class="shell-top">
        <a href="/" class="wordmark">
          Plumbline
        </a>
        <div class="account">
          <span class="soft account-name">{account.name}</span>
          {ownPlaces.map((place) => (
            <a key={place.path} href={place.path} aria-current={place.path === path ? 'page' : undefined}>
              {place.name}
            </a>
          ))}
          <button type="button" onClick={onSignOut}>
            Sign out
          </button>
        </div>
      </header>
      <Navigation path={path} />
      <div class="shell-right">
        <LinkNotice />
        <main id="main" class="shell-main" ref={main} tabIndex={-1}>
          <NewDeviceNotice />
          {children}
        </main>
      </div>
    </div>
  );
}

function Navigation({ path }: { path: string }) {
  return (
    <nav class="shell-nav" aria-label="Main">
      <ul>
        {places.map((place) => (
          <li key={place.path}>
            <a href={place.path} aria-current={isHere(place.path, path) ? 'page' : undefined}>
              <Icon name={place.icon} />
              <span class="nav-short">{place.name}</span>
              <span class="nav-full">{place.full ?? place.name}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A session's page, and every other look at what was, belongs to the history. */
export function isHere(place: string, path: string): boolean {
  if (place === '/history' && /^\/(sessions|history)\//.test(path)) return true;
  return place === path;
}

/** A new page begins at its top, for eyes and for screen readers; the very first one is left alone. */
function useFocusOnNewPage(path: string) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [path]);
  return main;
}
