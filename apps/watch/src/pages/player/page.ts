import { cancelAllWakes, wakeAt } from '../../device/alarm.js';
import { openCanvas } from '../../device/canvas.js';
import { chance } from '../../device/chance.js';
import { clock } from '../../device/clock.js';
import { keepAwake } from '../../device/display.js';
import { openHaptics } from '../../device/haptics.js';
import { listen } from '../../device/keys.js';
import { guarded, note } from '../../device/log.js';
import { goTo } from '../../device/router.js';
import { readScreen } from '../../device/screen.js';
import { after, repeat, type Undo } from '../../device/timers.js';
import { emptyInbox } from '../../play/inbox.js';
import { MENUS } from '../../play/menu.js';
import { openSession } from '../../play/open-session.js';
import { LOOK_MS, openPlayer, type PlayerFace } from '../../play/player.js';
import { readPointer } from '../../play/pointer.js';
import type { Ports } from '../../play/ports.js';
import type { StartWish } from '../../play/start-wish.js';
import { touchMeter } from '../../play/touch-meter.js';
import { openParts, openSync } from '../open-parts.js';
import { menuTitle, screenOf } from './player-screen.js';
import { menuView, playerView } from './view.js';

/** The last pattern is felt before the page goes. */
const LEAVE_AFTER_MS = 1500;

const readWish = (parameter: string): StartWish | undefined =>
  guarded('parameter', undefined, () =>
    parameter === '' ? undefined : (JSON.parse(parameter) as StartWish),
  );

function mount(parameter: string): Undo {
  const parts = openParts();
  const { store, journal } = parts;
  const frame = readScreen();
  const haptics = openHaptics();
  const sync = openSync(parts, () => {});
  const ports: Ports = {
    now: clock.now,
    zoneAt: clock.zoneAt,
    chance,
    journal,
    marks: store,
    play: haptics.play,
    wakeAt: (at) => {
      cancelAllWakes();
      if (at !== undefined) wakeAt(at);
    },
    written: sync.poke,
  };
  for (const { at, kind } of emptyInbox(store)) note(`backstop cue ${kind} at ${at}`);
  const pointer = readPointer(store);
  const opened = openSession(ports, readWish(parameter));
  if (opened === undefined) {
    after(1, () => goTo('home'));
    return sync.stop;
  }
  const player = openPlayer(opened, ports);
  const firstSeq = (readPointer(store) ?? pointer)?.firstSeq ?? 1;
  const undone: Undo[] = [];
  let left = false;

  const finish = () => {
    if (left) return;
    left = true;
    const wish = JSON.stringify({ sessionId: player.sessionId, firstSeq });
    undone.push(after(LEAVE_AFTER_MS, () => goTo('summary', wish)));
  };
  const draw = (face: PlayerFace) => {
    if (face.ended) finish();
    canvas.draw(
      face.menu === undefined
        ? playerView(screenOf(face), frame)
        : menuView({ ...face.menu, title: menuTitle(face) }, frame),
    );
  };
  const chooseItem = (touch: string) => {
    const { menu } = player.look();
    const item = menu && MENUS[menu.name][Number(touch.slice('item-'.length))];
    if (item !== undefined) draw(player.choose(item.wish));
  };
  const meter = touchMeter(after, (press) => {
    if (!left) draw(player.take({ kind: 'touch', press }));
  });
  const canvas = openCanvas((touch, kind) => {
    if (touch === 'screen') meter(kind);
    else if (kind === 'up' && !left) chooseItem(touch);
  });
  undone.push(
    canvas.clear,
    haptics.stop,
    sync.stop,
    keepAwake(),
    listen((input) => {
      if (!left) draw(player.take(input));
      return true;
    }),
    repeat(LOOK_MS, () => guarded('look', undefined, () => draw(player.look()))),
    () => meter('cancel'),
  );
  draw(player.look());
  sync.poke();
  return () => {
    for (const undo of undone.reverse()) guarded('undo', undefined, undo);
  };
}

let undo: Undo = () => {};
let parameter = '';

Page({
  onInit(given) {
    parameter = given ?? '';
  },
  build() {
    undo = guarded('player', undo, () => mount(parameter));
  },
  onDestroy() {
    undo();
  },
});
