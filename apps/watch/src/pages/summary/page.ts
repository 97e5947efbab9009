import { summarise } from '@plumbline/routine-core/adherence';
import { openCanvas } from '../../device/canvas.js';
import { brightFor } from '../../device/display.js';
import { listen } from '../../device/keys.js';
import { guarded } from '../../device/log.js';
import { goTo } from '../../device/router.js';
import { readScreen } from '../../device/screen.js';
import { after } from '../../device/timers.js';
import { readSession } from '../../play/open-session.js';
import type { Pointer } from '../../play/pointer.js';
import { openParts, openSync } from '../open-parts.js';
import { syncLine } from '../sync-line.js';
import { type SummaryState, summaryView } from './view.js';

/** Time to read it, and for the last entries to travel. */
const BRIGHT_MS = 30_000;

function mount(pointer: Pointer): () => void {
  const parts = openParts();
  const { journal } = parts;
  const session = readSession({ journal }, pointer);
  if (session === undefined) {
    after(1, () => goTo('home'));
    return () => {};
  }
  const frame = readScreen();
  const { setsDone, setsPlanned, workMs, restMs } = summarise(session.timeline, session.state);
  const facts: Omit<SummaryState, 'sync'> = {
    how: session.state.how ?? 'saved',
    setsDone,
    setsPlanned,
    totalMs: workMs + restMs,
  };
  const canvas = openCanvas((touch, kind) => {
    if (touch === 'close' && kind === 'up') goTo('home');
  });
  const draw = () => canvas.draw(summaryView({ ...facts, sync: syncLine(sync.state()) }, frame));
  const sync = openSync(parts, draw);
  const unlisten = listen((input) => {
    if (input.kind === 'key' && input.press === 'click') goTo('home');
    return input.kind === 'key';
  });
  brightFor(BRIGHT_MS);
  draw();
  sync.poke();
  return () => {
    unlisten();
    sync.stop();
    canvas.clear();
  };
}

let undo = () => {};
let pointer: Pointer | undefined;

Page({
  onInit(parameter) {
    pointer = guarded('parameter', undefined, () => JSON.parse(parameter ?? '') as Pointer);
  },
  build() {
    const wanted = pointer;
    if (wanted === undefined) return void after(1, () => goTo('home'));
    undo = guarded('summary', undo, () => mount(wanted));
  },
  onDestroy() {
    undo();
  },
});
