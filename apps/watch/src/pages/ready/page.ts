import { findRoutine } from '@plumbline/routine-core/bundled';
import type { Routine } from '@plumbline/routine-core/routine';
import { openCanvas } from '../../device/canvas.js';
import { clock } from '../../device/clock.js';
import { listen } from '../../device/keys.js';
import { guarded } from '../../device/log.js';
import { goTo } from '../../device/router.js';
import { readScreen } from '../../device/screen.js';
import { openStore } from '../../device/store.js';
import { after } from '../../device/timers.js';
import type { StartWish } from '../../play/start-wish.js';
import { timelineOf } from '../../play/timeline-of.js';
import { texts } from '../../texts.js';
import { type Choices, optionsOf, readChoices, rowsOf, turn } from './choices.js';
import { noteView, readyView } from './view.js';

/** Grows when the caution's words change: then it is shown once more. */
const NOTE_VERSION = 1;
const NOTE_KEY = 'note';

const noteRow = { touch: 'note', label: texts.note.again, value: '' };

type Note = { version: number; at: number };

function mount(routine: Routine): () => void {
  const store = openStore();
  const frame = readScreen();
  const key = `ready.${routine.id}`;
  const note = store.read(NOTE_KEY) as Note | undefined;
  let noted = note?.version === NOTE_VERSION;
  let chosen: Choices = readChoices(store.read(key));

  const totalMs = () => timelineOf(routine.id, optionsOf(chosen))?.totalMs ?? 0;
  const draw = () =>
    canvas.draw(
      noted
        ? readyView(
            { name: routine.name, totalMs: totalMs(), rows: [...rowsOf(routine, chosen), noteRow] },
            frame,
          )
        : noteView(frame),
    );
  const accept = () => {
    noted = true;
    store.write(NOTE_KEY, { version: NOTE_VERSION, at: clock.now() });
  };
  const start = () => {
    const wish: StartWish = { routineId: routine.id, options: optionsOf(chosen), at: clock.now() };
    goTo('player', JSON.stringify(wish));
  };
  const press = (touch: string) => {
    if (touch === 'start') return start();
    if (touch === 'accept') accept();
    else if (touch === 'note') noted = false;
    else {
      chosen = turn(routine, chosen, touch);
      store.write(key, chosen);
    }
    draw();
  };
  const canvas = openCanvas((touch, kind) => {
    if (kind === 'up') press(touch);
  });
  const unlisten = listen((input) => {
    if (input.kind !== 'key' || input.press !== 'click') return false;
    if (input.key === 'back') goTo('home');
    else if (input.key === 'select') press(noted ? 'start' : 'accept');
    else return false;
    return true;
  });
  draw();
  return () => {
    unlisten();
    canvas.clear();
  };
}

let undo = () => {};
let routineId = '';

Page({
  onInit(parameter) {
    routineId = parameter ?? '';
  },
  build() {
    const routine = findRoutine(routineId);
    if (routine === undefined) return void after(1, () => goTo('home'));
    undo = guarded('ready', undo, () => mount(routine));
  },
  onDestroy() {
    undo();
  },
});
