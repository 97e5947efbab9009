import type { Member } from '../../api/index.js';
import { Button } from '../../ui/index.js';
import { DEEDS } from './deed-words.js';
import { type Deed, deedsFor, isOn, memberWords } from './member-words.js';

type MemberListProps = {
  members: readonly Member[];
  me: string;
  now: number;
  isBusy: boolean;
  onDeed: (member: Member, deed: Deed) => void;
};

const GRAVE: readonly Deed[] = ['switch-off', 'remove'];

export function MemberList({ members, me, now, isBusy, onDeed }: MemberListProps) {
  const owners = members.filter((member) => member.role === 'owner' && isOn(member)).length;
  return (
    <ul class="part-rows" aria-label="Members">
      {members.map((member) => (
        <li key={member.id}>
          <div>
            <h3>
              {member.name}
              {member.id === me && <span class="soft"> – you</span>}
            </h3>
            <p class="small soft">{memberWords(member, now)}</p>
          </div>
          <div class="button-row">
            {deedsFor(member, { me, owners, now }).map((deed) => (
              <Button
                key={deed}
                kind={GRAVE.includes(deed) ? 'danger' : 'quiet'}
                busy={isBusy}
                onClick={() => onDeed(member, deed)}
              >
                {DEEDS[deed].button}
                <span class="unseen"> {member.name}</span>
              </Button>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
