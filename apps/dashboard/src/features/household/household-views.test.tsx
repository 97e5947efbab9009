import { describe, expect, test } from '@jest/globals';
import { render } from 'preact-render-to-string';
import { GRACE_MS as SERVER_GRACE_MS } from '../../../../server/src/accounts/household/members.js';
import type { Member } from '../../api/index.js';
import { DEEDS } from './deed-words.js';
import { InvitationList } from './invitations.js';
import { MemberList } from './member-list.js';
import { type Deed, deedsFor, GRACE_MS, memberWords } from './member-words.js';
import { InvitationLink } from './new-invitation.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-03-04T12:00:00Z');
/** What a reader gets: the words of the page without its tags. */
const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const nothing = () => {};

const ida: Member = {
  ...{ id: 'ida', name: 'Ida', role: 'owner' },
  ...{ createdAt: NOW - 9 * DAY, lastSeenAt: NOW - 60_000 },
};
const uma: Member = { ...ida, id: 'uma', name: 'Uma', role: 'member', lastSeenAt: NOW - 2 * DAY };

describe('a member', () => {
  test.each<[string, Member, number, Deed[]]>([
    ['who is somebody else', uma, 1, ['make-owner', 'switch-off']],
    ['who owns the server too', { ...uma, role: 'owner' }, 2, ['make-member', 'switch-off']],
    ['who is oneself and the last owner', ida, 1, []],
    ['who is oneself beside another owner', ida, 2, ['make-member']],
    ['who was just switched off', { ...uma, disabledAt: NOW }, 1, ['switch-on']],
    ['who is off for seven days', { ...uma, disabledAt: NOW - GRACE_MS }, 1, ['switch-on', 'remove']],
  ])('%s is offered what is possible', (_who, member, owners, deeds) => {
    expect(deedsFor(member, { me: 'ida', owners, now: NOW })).toEqual(deeds);
  });

  test('is told by role, since when and when last seen', () => {
    expect(memberWords(ida, NOW)).toBe('Owner · since 24 Feb 2026 · seen within the last hour');
    expect(memberWords(uma, NOW)).toBe('Member · since 24 Feb 2026 · seen 2 days ago');
    expect(memberWords({ ...uma, lastSeenAt: null }, NOW)).toContain('never here');
  });

  test('who is off can be removed when the server would do it', () => {
    expect(GRACE_MS).toBe(SERVER_GRACE_MS);
    expect(memberWords({ ...uma, disabledAt: NOW }, NOW)).toMatch(
      /switched off 5 Mar 2026 · can be removed from 12 Mar 2026 on$/,
    );
    expect(memberWords({ ...uma, disabledAt: NOW - GRACE_MS }, NOW)).toMatch(/switched off 26 Feb 2026$/);
  });
});

test('the list of members says which one reads it, and whom each button is about', () => {
  const html = render(<MemberList members={[ida, uma]} me="ida" now={NOW} isBusy={false} onDeed={nothing} />);
  expect(words(html)).toContain('Ida – you');
  expect(words(html)).toContain('Make an owner Uma');
  expect(html.match(/<button/g)).toHaveLength(2);
});

test.each(Object.keys(DEEDS) as Deed[])('before and after "%s" the name is said', (deed) => {
  const { ask, done } = DEEDS[deed];
  expect(done('Uma')).toContain('Uma');
  if (deed !== 'switch-on') expect(ask?.('Uma').title).toMatch(/Uma.*\?$/);
});

describe('an invitation', () => {
  const invitation = {
    ...{ id: '1', note: 'Uma', role: 'member' as const },
    ...{ createdAt: NOW, expiresAt: NOW + 7 * DAY },
  };

  test('that is open says for whom and until when', () => {
    const html = render(<InvitationList invitations={[invitation]} onWithdraw={nothing} />);
    expect(words(html)).toContain('Uma Invited as a member · until 12 Mar 2026');
    expect(words(render(<InvitationList invitations={[]} onWithdraw={nothing} />))).toContain(
      'No invitation is open.',
    );
  });

  test.each([
    ['http://127.0.0.1:4180', true],
    ['https://plumb.home', false],
  ])('made at %s warns that nobody else gets there: %s', (address, warns) => {
    const made = { invitation, path: '/join#plb_v_x' };
    const text = words(render(<InvitationLink made={made} address={address} onClose={nothing} />));
    expect(text).toContain(`${address}/join#plb_v_x`);
    expect(text.includes('on this computer only')).toBe(warns);
  });
});
