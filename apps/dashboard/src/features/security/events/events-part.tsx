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
        {({ events }) => <Events events={events} />}
      </WhenReady>
    </Part>
  );
}

export function Events({ events }: { events: readonly SecurityEvent[] }) {
  const [isWhole, setWhole] = useState(false);
  if (events.length === 0) return <p class="soft">Nothing has happened yet.</p>;
  const shown = isWhole ? events : events.slice(0, SHOWN_FIRST);
  return (
    <>
      <ul class="part-rows event-rows">
        {shown.map((event) => (
          <li key={`${event.at} ${event.kind} ${event.detail}`}>
            <span>{eventWords(event)}</span>
            <span class="small soft">{whenWords(event.at)}</span>
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
