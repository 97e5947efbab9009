import type { Senses } from '../core/sensors.js';
import type { Watch } from '../core/watch.js';
import type { Input } from './messages.js';

type Acts = { [K in Input['kind']]: (watch: Watch, input: Extract<Input, { kind: K }>) => void };

const acts: Acts = {
  tap: (watch, { x, y }) => watch.tap(x, y),
  hold: (watch, { x, y }) => watch.longTap(x, y),
  'tap-text'(watch, { text }) {
    if (watch.texts().some((shown) => shown.includes(text))) watch.tapText(text);
  },
  finger({ hands }, { does, x, y }) {
    if (does === 'down') hands.down(x, y);
    else hands.move(x, y);
  },
  'finger-up': ({ hands }) => hands.up(),
  key: (watch, { key, press }) => watch.press(key, press),
  crown: (watch, { degrees }) => watch.turn(degrees),
  swipe: (watch, { direction }) => watch.swipe(direction),
  launch: (watch) => watch.launch(),
  'screen-off': (watch) => watch.screenOff(),
  wake: (watch) => watch.wake(),
  'wrist-drop': (watch) => watch.dropWrist(),
  palm: (watch) => watch.coverWithPalm(),
  kill: (watch) => watch.kill(),
  reboot: (watch) => watch.reboot(),
  uninstall: (watch) => watch.uninstall(),
  'low-memory': (watch) => watch.lowMemory(),
  'update-system': (watch) => watch.updateSystem(),
  card: ({ cards }, { does, path }) => cards[does](path),
  'card-leave': ({ cards }) => cards.leave(),
  permission: ({ system }, { granted }) => system.permissions.answer(granted),
  answer: (watch, { notification, action }) => watch.answerNotification(notification, action),
  // Names of sensors and their readings cross as plain data; an unknown one changes nothing a program reads.
  sense: (watch, { sensor, change }) => watch.sense(sensor as keyof Senses, change),
  mode(watch, { mode, on }) {
    watch.mode[mode] = on;
  },
  link({ link }, { connected, delayMs, loss, duplicate }) {
    Object.assign(link, { delayMs, loss, duplicate });
    if (connected) link.restore();
    else link.drop();
  },
  phone({ phone }, { does }) {
    if (does === 'start') phone.start();
    else if (does === 'kill') phone.kill();
    else if (does === 'sleep') phone.sleep();
    else phone.wakeUp();
  },
};

/** Does one thing to a watch, as a person, a script or a test asks for it. Throws `NoCard` where there is no such card. */
export const applyInput = (watch: Watch, input: Input): void =>
  (acts[input.kind] as (watch: Watch, input: Input) => void)(watch, input);
