import type { Direction, KeyName } from '../core/input.js';
import { instantOf, zoneNamed } from '../core/scenario-times.js';
import type { Senses } from '../core/sensors.js';
import type { Watch } from '../core/watch.js';
import { expectThat } from './expectations.js';
import { show } from './show.js';
import { inside, type ScriptHost, type Step, type StepEntry, step, type Words } from './step-kit.js';
import { PHONE_STEPS } from './steps-phone.js';
import { SYSTEM_STEPS } from './steps-system.js';
import { BadLine, durationOf, numberOf, oneOf, textOf } from './words.js';

const KEYS: KeyName[] = ['back', 'select', 'home', 'up', 'down', 'shortcut', 'lock'];
const DIRECTIONS: Direction[] = ['up', 'down', 'left', 'right'];
/** Waits longer than this are told of as they pass. */
const SLICE_MS = 600_000;
const PROGRESS_MS = 2_000;

const point = (words: Words, at = 0) => ({ x: numberOf(words[at]), y: numberOf(words[at + 1]) });

/** Lets time pass and says now and then how far it is. */
export async function pass(watch: Watch, ms: number, host: Pick<ScriptHost, 'progress'>): Promise<void> {
  const end = watch.now() + ms;
  let told = Date.now();
  while (end - watch.now() > SLICE_MS) {
    await watch.advance(SLICE_MS);
    if (Date.now() - told < PROGRESS_MS) continue;
    told = Date.now();
    const done = Math.round((1 - (end - watch.now()) / ms) * 100);
    host.progress?.(`… ${new Date(watch.now()).toISOString().slice(0, 16)}, ${done} %`);
  }
  await watch.advance(Math.max(0, end - watch.now()));
}

async function wait(watch: Watch, words: Words, host: ScriptHost): Promise<void> {
  if (words[0] !== 'for') return pass(watch, durationOf(words[0]), host);
  const within = words.indexOf('within');
  const wanted = words.slice(1, within < 0 ? undefined : within);
  const end = watch.now() + (within < 0 ? 60_000 : durationOf(words[within + 1]));
  for (;;) {
    try {
      expectThat(watch, wanted);
      return;
    } catch (fault) {
      if (watch.now() >= end) throw fault;
      await watch.advance(Math.min(100, end - watch.now()));
    }
  }
}

/** A number, `true`, `false`, or JSON in quotes such as "[1, 2]". */
function readingOf(word: string | undefined): unknown {
  try {
    return JSON.parse(word ?? '') as unknown;
  } catch {
    throw new BadLine(`"${word ?? ''}" is no number, and no JSON either`);
  }
}

function sense(watch: Watch, words: Words): void {
  const [sensor = '', reading = ''] = (words[0] ?? '').includes('.') ? (words[0] ?? '').split('.') : words;
  const known = watch.scenario.readings();
  const name = `${sensor}.${reading}`;
  if (!known.includes(name)) throw new BadLine(`there is no reading ${name}; there are ${known.join(', ')}`);
  const change = { [reading]: readingOf(words[words.length - 1]) };
  watch.sense(sensor as keyof Senses, change as Partial<Senses[keyof Senses]>);
}

function answer(watch: Watch, [id, action]: Words): void {
  const list = watch.notifications();
  const chosen = id === 'last' ? list[list.length - 1] : list.find((one) => one.id === Number(id));
  if (chosen === undefined)
    throw new BadLine(`there is no notification ${id ?? ''}; there are ${list.length}`);
  const at = action === undefined ? undefined : chosen.actions.findIndex(({ text }) => text === action);
  const index = at === -1 ? Number(action) : at;
  if (index !== undefined && chosen.actions[index] === undefined) {
    const texts = chosen.actions.map(({ text }) => text).join(', ');
    throw new BadLine(`the notification has no button "${action}"; it has ${texts || 'none'}`);
  }
  watch.answerNotification(chosen.id, index);
}

function setClock(watch: Watch, words: Words): void {
  const at = instantOf(words.join('T'), watch.clock.zone);
  if (at === undefined) throw new BadLine(`"${words.join(' ')}" is no time such as 2026-03-29T08:00`);
  watch.clock.set(at);
}

function setZone(watch: Watch, [name = '']: Words): void {
  const rules = zoneNamed(name, watch.now());
  if (rules === undefined) throw new BadLine(`there is no time zone ${name}`);
  watch.clock.setZone(rules);
}

const fields = (words: Words): Record<string, string> =>
  Object.fromEntries(words.map((word) => [word.split('=')[0] ?? '', word.split('=').slice(1).join('=')]));

const press: Step = (watch, [key, how]) => {
  const code = Number(key);
  const kind = how === undefined ? 'click' : oneOf(['click', 'long', 'double'], how);
  watch.press(Number.isInteger(code) && key !== '' ? code : oneOf(KEYS, key), kind);
};
const turn: Step = (watch, [degrees]) => watch.turn(numberOf(degrees));
const file: Step = (watch, [name], host) => watch.scenario.play(host.read(textOf(name, 'a file')));

export const STEPS: Record<string, StepEntry> = {
  tap: step('tap X Y | tap "TEXT"', (watch, words) =>
    words.length < 2
      ? watch.tapText(textOf(words[0], 'a text'))
      : watch.tap(numberOf(words[0]), numberOf(words[1])),
  ),
  long: step('long X Y', (watch, words) => watch.longTap(numberOf(words[0]), numberOf(words[1]))),
  hold: step('hold X Y [TIME]', (watch, words) => {
    const { x, y } = point(words);
    return watch.hands.hold(x, y, words[2] === undefined ? undefined : durationOf(words[2]));
  }),
  drag: step('drag X Y X Y [TIME]', (watch, words) =>
    watch.hands.drag(
      point(words),
      point(words, 2),
      words[4] === undefined ? undefined : durationOf(words[4]),
    ),
  ),
  swipe: step(`swipe ${DIRECTIONS.join('|')}`, (watch, [to]) => watch.swipe(oneOf(DIRECTIONS, to))),
  crown: step('crown DEGREES', turn),
  turn: step('turn DEGREES', turn),
  key: step(`key ${KEYS.join('|')}|CODE [long|double]`, press),
  press: step('press KEY [long|double]', press),
  text: step('text "TEXT"', (watch, words) => {
    if (!watch.keyboard.open) throw new BadLine("the system's keyboard is not open");
    watch.keyboard.type(words.join(' '));
    watch.keyboard.confirm();
  }),
  wait: step('wait TIME | wait for "TEXT" [within TIME]', wait),
  expect: step(
    'expect "TEXT" | no "TEXT" | page PATH | log "TEXT" | motor N | storage KEY = VALUE | …',
    (watch, words) => expectThat(watch, words),
  ),
  show: step('show', (watch, _words, host) => host.print(show(watch))),
  screenshot: step('screenshot OUT', (watch, [out], host) => host.screenshot(watch, textOf(out, 'a file'))),
  launch: step('launch [PAGE]', (watch, [page]) => watch.launch(page)),
  kill: step('kill', (watch) => watch.kill()),
  reboot: step('reboot', (watch) => watch.reboot()),
  uninstall: step('uninstall', (watch) => watch.uninstall()),
  update: step('update', (watch) => watch.updateSystem()),
  memory: step('memory low', inside({ low: (watch) => watch.lowMemory() })),
  screen: step('screen on|off', inside({ off: (watch) => watch.screenOff(), on: (watch) => watch.wake() })),
  wake: step('wake', (watch) => watch.wake()),
  drop: step('drop wrist', (watch) => void watch.dropWrist()),
  flip: step('flip wrist', (watch) => watch.hands.flipWrist()),
  palm: step('palm', (watch) => void watch.coverWithPalm()),
  sense: step('sense SENSOR.READING VALUE', sense),
  scenario: step('scenario FILE', file),
  clock: step('clock TIME', setClock),
  zone: step('zone NAME', setZone),
  language: step('language CODE', (watch, [code]) => {
    watch.language = textOf(code, 'a code such as de-DE');
  }),
  event: step('event NAME [KEY=VALUE …]', (watch, [name, ...rest]) => {
    if (!watch.systemEvent(textOf(name, 'a name'), fields(rest)))
      throw new BadLine('the program does not listen to it');
  }),
  notification: step('notification ID|last [BUTTON]', answer),
  ...PHONE_STEPS,
  ...SYSTEM_STEPS,
};
