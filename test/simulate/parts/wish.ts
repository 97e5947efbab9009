import type { AccountWho } from '../../../apps/server/src/accounts/who.js';
import type { Answer } from '../../../apps/server/src/problems/problems.js';
import type { Chance } from '../chance.js';
import type { Model } from '../model/model.js';
import type { Follower } from './follower.js';
import type { Life } from './life.js';

/** Something that a person wants of the server, and asks for until an answer comes. */
export type Wish = {
  /** What the page sends; the same each time it is sent. */
  send(life: Life, who: AccountWho): Promise<Answer>;
  /** The server has answered, whether or not the page hears of it. */
  answered(answer: Answer): void;
  /** The page has heard the answer: what it asks next, if that is not the end of it. */
  next(answer: Answer): Wish | undefined;
};

export type Desk = {
  accountId: string;
  /** Unique in the world. */
  name: string;
  model: Model;
  chance: Chance;
  copy: Follower;
  /** What no server may answer. */
  surprises: string[];
};

/** The server is in trouble, not the wish. */
export const isForLater = (answer: Answer): boolean =>
  !answer.ok && ['busy', 'internal', 'slow-down'].includes(answer.code);
