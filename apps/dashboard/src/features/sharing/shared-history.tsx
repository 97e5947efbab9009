import { useEffect } from 'preact/hooks';
import { Part, Unfold, WhenReady } from '../../ui/index.js';
import { GrantLists } from './grant-lists.js';
import { NewLink } from './new-link.js';
import { useGrants } from './whose.js';

/** Who reads one's history, whose one reads, and the links that wait to be taken. */
export function SharedHistory() {
  const { loaded, again } = useGrants();
  // Somebody may have taken a link since the page was opened.
  useEffect(again, []);
  return (
    <Part
      id="shared-history"
      title="Shared history"
      lead="You can let somebody on this server read your history, and take that back whenever you like."
    >
      <WhenReady loaded={loaded} onAgain={again}>
        {(grants) => <GrantLists grants={grants} onDone={again} />}
      </WhenReady>
      <Unfold label="Share your history">{(fold) => <NewLink onDone={again} onClose={fold} />}</Unfold>
    </Part>
  );
}
