import { newJournalId } from '@plumbline/routine-core/journal';
import { chance } from '../device/chance.js';
import { clock } from '../device/clock.js';
import { openFiles } from '../device/files.js';
import { phoneIsNear } from '../device/phone.js';
import { readModel } from '../device/screen.js';
import { openStore, type Store } from '../device/store.js';
import { after } from '../device/timers.js';
import type { Files } from '../journal/files.js';
import { type Journal, openJournal } from '../journal/journal.js';
import { openLink } from '../link/link.js';
import { readPointer } from '../play/pointer.js';
import { type Sync, type SyncState, startSync } from '../sync/sync.js';

export type Parts = { store: Store; files: Files; journal: Journal };

/** The journal on this watch's disk. One page is open at a time, so there is one writer. */
export function openParts(): Parts {
  const store = openStore();
  const files = openFiles('journal');
  const journal = openJournal({
    files,
    marks: store,
    zoneAt: clock.zoneAt,
    newId: () => newJournalId(clock.now(), chance),
  });
  return { store, files, journal };
}

export function openSync({ store, journal }: Parts, changed: (state: SyncState) => void): Sync {
  const link = openLink({ messenger: () => getApp()._options.globalData.messaging, phoneIsNear, after });
  const sessionRuns = () => readPointer(store) !== undefined;
  return startSync({ journal, link, deviceName: readModel(), sessionRuns, now: clock.now, after, changed });
}
