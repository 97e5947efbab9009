import type { Deed } from './member-words.js';

type Question = { title: string; sentence: string; yes: string; no: string };
type Words = { button: string; ask?: (name: string) => Question; done: (name: string) => string };

/** Each deed as its button, the question before it, and what is said when it is done. */
export const DEEDS: Record<Deed, Words> = {
  'make-owner': {
    button: 'Make an owner',
    ask: (name) => ({
      title: `Make ${name} an owner?`,
      sentence: 'Owners invite others, switch accounts off and remove them, those of other owners as well.',
      yes: 'Make an owner',
      no: 'Leave it',
    }),
    done: (name) => `${name} is an owner now.`,
  },
  'make-member': {
    button: 'Make a member',
    ask: (name) => ({
      title: `Make ${name} a member?`,
      sentence:
        'A member does not see or manage the household. The own account stays as it is, and any owner can change this again.',
      yes: 'Make a member',
      no: 'Leave it',
    }),
    done: (name) => `${name} is a member now.`,
  },
  'switch-off': {
    button: 'Switch off',
    ask: (name) => ({
      title: `Switch the account of ${name} off?`,
      sentence:
        'Its sign-ins end, and its watches and keys wait. Nothing is lost: it can be switched on again. After seven days it can be removed.',
      yes: 'Switch off',
      no: 'Leave it on',
    }),
    done: (name) => `The account of ${name} is off.`,
  },
  'switch-on': { button: 'Switch on', done: (name) => `The account of ${name} is on again.` },
  remove: {
    button: 'Remove',
    ask: (name) => ({
      title: `Remove ${name} and all data?`,
      sentence:
        'Sessions, routines, devices and keys of this account are erased. They cannot be brought back.',
      yes: 'Remove for good',
      no: 'Keep it',
    }),
    done: (name) => `The account of ${name} is removed.`,
  },
};
