import { First0001 } from './0001-first.js';
import { Projections0003 } from './0003-projections.js';
import { Documents0004 } from './0004-documents.js';
import { Progress0005 } from './0005-progress.js';
import { Webhooks0007 } from './0007-webhooks.js';
import { Release0008 } from './0008-release.js';
import { Household0009 } from './0009-household.js';
import { Transfer0010 } from './0010-transfer.js';
import { SessionImports0011 } from './0011-session-imports.js';
import { HistoryLinks0012 } from './0012-history-links.js';
import { EntryRuns0013 } from './0013-entry-runs.js';

/** Every change of the tables there ever was, oldest first. One that was released is never edited. */
export const MIGRATIONS = [
  First0001,
  Projections0003,
  Documents0004,
  Progress0005,
  Webhooks0007,
  Release0008,
  Household0009,
  Transfer0010,
  SessionImports0011,
  HistoryLinks0012,
  EntryRuns0013,
];
