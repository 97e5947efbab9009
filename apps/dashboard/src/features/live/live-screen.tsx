import { EmptyState, LinkButton, PageHeader, useNow } from '../../ui/index.js';
import { LiveCard } from './live-card.js';
import { picturesOf } from './live-picture.js';
import { useLive } from './live-provider.js';

/** Often enough that the last second of a hold is seen, seldom enough for a small board's browser. */
const LOOK_MS = 200;

export function LiveScreen() {
  const { board } = useLive();
  const now = useNow(LOOK_MS);
  const pictures = picturesOf(board, now);
  return (
    <>
      <PageHeader title="Live" lead="What the watch is doing right now." />
      {pictures.length === 0 ? <NothingRuns /> : null}
      <div class="stack">
        {pictures.map((picture) => (
          <LiveCard key={picture.sessionId} picture={picture} />
        ))}
      </div>
    </>
  );
}

function NothingRuns() {
  return (
    <EmptyState title="Nothing is running">
      <p>Start a routine on a paired watch with the phone near: each step shows up here a moment later.</p>
      <LinkButton href="/watch" kind="quiet">
        Try the virtual watch
      </LinkButton>
    </EmptyState>
  );
}
