import { fetchServerEvents, useAnswer } from '../../../api/index.js';
import { Part, WhenReady } from '../../../ui/index.js';
import { serverEventWords, whoseWords } from './event-words.js';
import { Events } from './events-part.js';

/** For owners: who belongs here and who tries to get in. */
export function ServerEventsPart({ deeds }: { deeds: number }) {
  const { loaded, again } = useAnswer(fetchServerEvents, `server events ${deeds}`);
  return (
    <Part
      id="server-events-part"
      title="What happened on this server"
      lead="Failed sign-ins, members and invitations. When others come and go is not told."
    >
      <WhenReady loaded={loaded} onAgain={again}>
        {({ events }) => <Events events={events} words={serverEventWords} who={whoseWords} />}
      </WhenReady>
    </Part>
  );
}
