import { useState } from 'preact/hooks';
import { fetchSecurityEvents, type SecurityEvent, useAnswer } from '../../../api/index.js';
import { localZone } from '../../../time/clock.js';
import { dateWithYear, timeOfDay } from '../../../time/moments.js';
import { Button, Part, WhenReady } from '../../../ui/index.js';
import { eventWords } from './event-words.js';

const SHOWN_FIRST = 8;

export function EventsPart({ deeds }: { deeds: number }) {
  const { loaded, again } = useAnswer(fetchSecurityEvents, `events ${deeds}`);
  return (
    <Part id="events-part" title="What happened" lead="Sign-ins, changes and failures, newest first.">
      <WhenReady loaded={loaded} onAgain={again}>
        {({ events }) => <Events events={events} words={eventWords} />}
      </WhenReady>
    </Part>
  );
}

type EventsProps<T> = { events: readonly T[]; words: (event: T) => string; who?: (event: T) => string };

/** The last ones first; `who` says whose they are where that is not plain. */
export function Events<T extends SecurityEvent>({ events, words, who }: EventsProps<T>) {
  const [isWhole, setWhole] = useState(false);
  if (events.length === 0) return <p class="soft">Nothing has happened yet.</p>;
  const shown = isWhole ? events : events.slice(0, SHOWN_FIRST);
  return (
    <>
      <ul class="part-rows event-rows">
        {shown.map((event) => (
          <li key={`${event.at} ${event.kind} ${event.detail} ${who?.(event)}`}>
            <span>{words(event)}</span>
            <span class="small soft">
              {who !== undefined && `${who(event)} · `}
              {whenWords(event.at)}
            </span>
          </li>
        ))}
      </ul>
      {shown.length < events.length && (
        <Button kind="quiet" onClick={() => setWhole(true)}>
          Show all {events.length}
        </Button>
      )}
    </>
  );
}

function whenWords(at: number): string {
  const zone = localZone(at);
  return `${dateWithYear(at, zone)}, ${timeOfDay(at, zone)}`;
}
