import type { SecurityEvent, ServerEvent } from '../../../api/index.js';

/** With a name in it when the server tells one. */
const named = (before: string, after: string) => (name: string) =>
  name === '' ? `${before} ${after}` : `${before} “${name}” ${after}`;
/** What was done to a member stands in two records: the owner's names the member, the member's own names nobody. */
const member = (own: string, other: (name: string) => string) => (name: string) =>
  name === '' ? own : other(name);
const always = (sentence: string) => () => sentence;

const sentences: Record<string, (detail: string) => string> = {
  'signed-in': (agent) => (agent === '' ? 'A browser signed in.' : `${agent} signed in.`),
  'signed-out': always('A browser was signed out.'),
  'password-changed': (how) => `The password was ${how === '' ? 'changed' : 'set anew by a reset link'}.`,
  'second-factor-on': always('The second factor was turned on.'),
  'second-factor-off': (by) => `The second factor was turned off${by === '' ? '' : ` ${by}`}.`,
  'recovery-code-used': always('A recovery code was used.'),
  'key-made': named('The API key', 'was made.'),
  'key-revoked': named('The API key', 'was revoked.'),
  'device-paired': named('The device', 'was paired.'),
  'device-removed': named('The device', 'was removed.'),
  'invitation-made': named('The invitation', 'was made.'),
  'invitation-used': (name) => `${name === '' ? 'Somebody' : name} joined by an invitation.`,
  'invitation-revoked': named('The invitation', 'was withdrawn.'),
  'history-link-made': named('The link to your history', 'was made.'),
  'history-link-revoked': named('The link to your history', 'was withdrawn.'),
  'reader-added': (name) => `${name === '' ? 'Somebody' : name} may read your history now.`,
  'reader-ended': (name) => `${name === '' ? 'Somebody' : name} may no longer read your history.`,
  'history-taken': (name) => `You may read the history of ${name === '' ? 'somebody' : name} now.`,
  'history-ended': (name) => `You may no longer read the history of ${name === '' ? 'somebody' : name}.`,
  'role-changed': member('Your role was changed.', (name) => `${name} got another role.`),
  'member-disabled': member(
    'Your account was switched off.',
    (name) => `The account of ${name} was switched off.`,
  ),
  'member-enabled': member(
    'Your account was switched on again.',
    (name) => `The account of ${name} was switched on again.`,
  ),
  'member-removed': (name) => `The account ${name === '' ? '' : `of ${name} `}was removed with all its data.`,
};

/** What happened, as one sentence; a kind from a newer server is named. */
export function eventWords({ kind, count = 1, detail = '' }: SecurityEvent): string {
  if (kind === 'sign-in-failed')
    return count === 1
      ? 'A sign-in failed: wrong password or code.'
      : `${count} sign-ins failed: wrong password or code.`;
  return sentences[kind]?.(detail) ?? `Something else happened (${kind}).`;
}

/** Of others the server tells no detail, so neither who did it nor to whom is known. */
const ofOthers: Record<string, string> = {
  'role-changed': 'A role was changed.',
  'member-disabled': 'An account was switched off.',
  'member-enabled': 'An account was switched on again.',
};

export const serverEventWords = (event: ServerEvent): string =>
  (event.detail === undefined ? ofOthers[event.kind] : undefined) ?? eventWords(event);

export const whoseWords = ({ member = 'A name nobody has' }: ServerEvent): string => member;
