import type { PushProblem } from '@plumbline/routine-core';
import type { Push } from './forms.js';
import type { Prepared } from './read-entries.js';

/** A push that was read and waits to be stored. */
export type Batch = {
  accountId: string;
  /** Undefined for what the server writes itself. */
  deviceId: string | undefined;
  push: Push;
  prepared: Prepared[];
  receivedAt: number;
};
/** What a push came to. `added` are its entries that were new, by number; `late` when later ones were there before them. */
export type Stored = {
  through: number;
  problems: PushProblem[];
  added: Prepared[];
  position: number;
  late: boolean;
};
