import { KnownProgress } from '../../progress/keep/known-progress.js';
import type { SessionRow } from '../session-rows.js';

/** As with journals: whoever has more reads rows again. */
const MOST_KNOWN = 2_000;

/** What the last pushes left of sessions and of what is counted of them. Its owner forgets it like everything it knows. */
export class KnownSessions {
  /** Of sessions that go on, by `sessionKey`. */
  readonly rows = new Map<string, SessionRow>();
  /** By account: no entry speaks of a session with a higher id. Empty where none speaks of any. */
  readonly newest = new Map<string, string>();
  readonly progress = new KnownProgress();

  forget(): void {
    this.rows.clear();
    this.newest.clear();
    this.progress.forget();
  }

  /** Between two groups of pushes. */
  trim(): void {
    for (const known of [this.rows, this.newest]) if (known.size > MOST_KNOWN) known.clear();
    this.progress.trim();
  }
}
