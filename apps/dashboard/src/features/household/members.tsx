import { useState } from 'preact/hooks';
import {
  type Answer,
  changeRole,
  type Member,
  removeMember,
  switchOff,
  switchOn,
  useDeed,
} from '../../api/index.js';
import { Confirm, focusPart, Problem, useNow, useSay } from '../../ui/index.js';
import { DEEDS } from './deed-words.js';
import { MemberList } from './member-list.js';
import type { Deed } from './member-words.js';

const DO: Record<Deed, (id: string) => Promise<Answer<object>>> = {
  'make-owner': (id) => changeRole(id, 'owner'),
  'make-member': (id) => changeRole(id, 'member'),
  'switch-off': switchOff,
  'switch-on': switchOn,
  remove: removeMember,
};
type Wish = { member: Member; deed: Deed };
type MembersProps = {
  members: readonly Member[];
  me: string;
  onDone: () => void;
  onRoleChanged: () => void;
};

export function Members({ members, me, onDone, onRoleChanged }: MembersProps) {
  const { isBusy, problem, run } = useDeed();
  const say = useSay();
  const now = useNow(60_000);
  const [asked, setAsked] = useState<Wish>();
  const carryOut = ({ member, deed }: Wish) => {
    setAsked(undefined);
    return run(
      () => DO[deed](member.id),
      () => {
        say(DEEDS[deed].done(member.name));
        focusPart('household-part');
        onDone();
        if (member.id === me) onRoleChanged();
      },
    );
  };
  const onDeed = (member: Member, deed: Deed) =>
    DEEDS[deed].ask === undefined ? void carryOut({ member, deed }) : setAsked({ member, deed });
  const question = asked && DEEDS[asked.deed].ask?.(asked.member.name);
  return (
    <>
      <MemberList members={members} me={me} now={now} isBusy={isBusy} onDeed={onDeed} />
      {problem !== '' && <Problem sentence={problem} />}
      {asked !== undefined && question !== undefined && (
        <Confirm {...question} onYes={() => carryOut(asked)} onNo={() => setAsked(undefined)} />
      )}
    </>
  );
}
