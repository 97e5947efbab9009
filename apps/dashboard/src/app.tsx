import type { VNode } from 'preact';
import lazy from 'preact-iso/lazy';
import { LocationProvider, Route, Router } from 'preact-iso/router';
import { AccountGate } from './features/account/index.js';
import { DevicesScreen } from './features/devices/index.js';
import { HistoryScreen } from './features/history/index.js';
import { LiveProvider, LiveScreen } from './features/live/index.js';
import { ExercisesScreen, RemindersScreen, YearScreen } from './features/progress/index.js';
import { SessionScreen } from './features/session/index.js';
import { GrantsProvider, TakeScreen } from './features/sharing/index.js';
import { WeekScreen } from './features/week/index.js';
import { YourDataScreen } from './features/your-data/index.js';
import { Shell } from './shell/shell.js';
import { EmptyState, LinkButton, PageHeader, ToastPlace } from './ui/index.js';

// The virtual watch brings a runtime along; nobody who looks at the week should wait for it.
const watchDoors = import.meta.glob<{ VirtualWatchPage: () => VNode }>('./features/virtual-watch/index.ts');
const VirtualWatch = lazy(
  async () => (await Object.values(watchDoors)[0]?.())?.VirtualWatchPage ?? NoSuchPage,
);

// A screen that is opened now and then; what it is made of comes when it is.
const AccountScreen = lazy(async () => (await import('./features/security/index.js')).AccountScreen);

export function App() {
  return (
    <LocationProvider>
      <ToastPlace>
        <AccountGate>
          {(account, signOut) => (
            <LiveProvider>
              <GrantsProvider>
                <Shell account={account} onSignOut={signOut}>
                  <Screens />
                </Shell>
              </GrantsProvider>
            </LiveProvider>
          )}
        </AccountGate>
      </ToastPlace>
    </LocationProvider>
  );
}

function Screens() {
  return (
    <Router>
      <Route path="/" component={WeekScreen} />
      <Route path="/history" component={HistoryScreen} />
      <Route path="/history/year" component={YearScreen} />
      <Route path="/history/exercises" component={ExercisesScreen} />
      <Route path="/history/reminders" component={RemindersScreen} />
      <Route path="/sessions/:id" component={SessionScreen} />
      <Route path="/live" component={LiveScreen} />
      <Route path="/devices" component={DevicesScreen} />
      <Route path="/shared" component={TakeScreen} />
      <Route path="/your-data" component={YourDataScreen} />
      <Route path="/account" component={AccountScreen} />
      <Route path="/watch" component={VirtualWatch} />
      <Route default component={NoSuchPage} />
    </Router>
  );
}

function NoSuchPage() {
  return (
    <>
      <PageHeader title="Not here" />
      <EmptyState title="There is no page at this address">
        <p>It may have been a link from another server, or a letter too many.</p>
        <LinkButton href="/">To this week</LinkButton>
      </EmptyState>
    </>
  );
}
