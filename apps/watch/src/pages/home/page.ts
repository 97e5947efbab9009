import { bundledRoutines } from '@plumbline/routine-core/bundled';
import { openCanvas } from '../../device/canvas.js';
import { guarded } from '../../device/log.js';
import { goTo } from '../../device/router.js';
import { readScreen } from '../../device/screen.js';
import { after } from '../../device/timers.js';
import { overBudget, pruneJournal } from '../../journal/prune.js';
import { readPointer } from '../../play/pointer.js';
import { timelineOf } from '../../play/timeline-of.js';
import { openParts, openSync, type Parts } from '../open-parts.js';
import { optionsOf, readChoices } from '../ready/choices.js';
import { syncLine } from '../sync-line.js';
import { inOrder } from './order.js';
import { type HomeRow, homeView } from './view.js';

function mount(parts: Parts): () => void {
  const { store, files, journal } = parts;
  const frame = readScreen();
  const rows: HomeRow[] = inOrder(bundledRoutines).map(({ id, name }) => {
    const options = optionsOf(readChoices(store.read(`ready.${id}`)));
    return { id, name, totalMs: timelineOf(id, options)?.totalMs ?? 0 };
  });
  const canvas = openCanvas((touch, kind) => {
    if (kind === 'up') goTo('ready', touch);
  });
  pruneJournal(files, journal.prunable());
  const full = overBudget(files);
  const draw = () => canvas.draw(homeView({ rows, sync: syncLine(sync.state(), full) }, frame));
  const sync = openSync(parts, draw);
  draw();
  sync.poke();
  return () => {
    sync.stop();
    canvas.clear();
  };
}

let undo = () => {};

Page({
  build() {
    const parts = openParts();
    if (readPointer(parts.store) !== undefined) return void after(1, () => goTo('player'));
    undo = guarded('home', undo, () => mount(parts));
  },
  onDestroy() {
    undo();
  },
});
