import type { SyncState } from '../sync/sync.js';
import { texts } from '../texts.js';

/** One line about what has reached the server. A watch without a server is complete, not behind. */
export function syncLine({ waiting, code }: SyncState, full = false): string {
  if (full && waiting > 0) return texts.sync.full;
  if (code === 'not-paired') return texts.sync.kept;
  return waiting === 0 ? texts.sync.sent : texts.sync.waiting(waiting);
}
