import type { Watch } from '../core/watch.js';
import { inside, isOn, type StepEntry, step, type Words } from './step-kit.js';
import { afterEquals, BadLine, durationOf, numberOf, textOf } from './words.js';

function found(there: boolean, label: string | undefined): void {
  if (!there) throw new BadLine(`the settings page has no "${label ?? ''}"`);
}

const label = (words: Words): string => textOf(words[0], 'a label');

const set = (watch: Watch, change: { loss?: number; duplicate?: number; delayMs?: number }) =>
  void Object.assign(watch.link, change);

/** The sign-in of the settings page answers with a code. */
function authorize(watch: Watch, words: Words): void {
  const answer = afterEquals(words);
  found(watch.phone.authorize(label(words), { code: answer }), words[0]);
}

/** Steps that meet the link, the phone, its settings page and its side service. */
export const PHONE_STEPS: Record<string, StepEntry> = {
  link: step(
    'link drop [after N]|restore|loss N|duplicate N|delay MS|speed BYTES|silent on|off',
    inside({
      drop: (watch, [after, frames]) =>
        after === 'after' ? watch.link.dropAfter(numberOf(frames)) : watch.link.drop(),
      restore: (watch) => watch.link.restore(),
      loss: (watch, [share]) => set(watch, { loss: numberOf(share) }),
      duplicate: (watch, [share]) => set(watch, { duplicate: numberOf(share) }),
      delay: (watch, [ms]) => set(watch, { delayMs: durationOf(ms) }),
      speed: (watch, [bytes]) => {
        watch.link.bytesPerSecond = numberOf(bytes);
      },
      silent: (watch, [on]) => {
        watch.link.silentLoss = isOn(on);
      },
    }),
  ),
  phone: step(
    'phone start|stop|kill|sleep|wake|fetch on|off|language CODE',
    inside({
      kill: (watch) => watch.phone.kill(),
      stop: (watch) => watch.phone.stop(),
      start: (watch) => void watch.phone.start(),
      sleep: (watch) => watch.phone.sleep(),
      wake: (watch) => watch.phone.wakeUp(),
      fetch: (watch, [on]) => watch.phone.refuseFetch(!isOn(on)),
      language: (watch, [code]) => {
        watch.phone.language = textOf(code, 'a code such as de-DE');
      },
    }),
  ),
  setting: step('setting NAME = TEXT', (watch, words) =>
    watch.phone.settings.set(textOf(words[0], 'a name'), afterEquals(words)),
  ),
  settings: step('settings', (watch, _words, host) =>
    host.print(JSON.stringify(watch.phone.settings.all(), null, 2)),
  ),
  click: step('click "LABEL"', (watch, words) => found(watch.phone.click(label(words)), words[0])),
  type: step('type "LABEL" = TEXT', (watch, words) =>
    found(watch.phone.type(label(words), afterEquals(words)), words[0]),
  ),
  toggle: step('toggle "LABEL" [on|off]', (watch, words) => {
    const on = words[1] === undefined ? undefined : isOn(words[1]);
    found(watch.phone.toggle(label(words), on), words[0]);
  }),
  select: step('select "LABEL" = NAME[, NAME …]', (watch, words) => {
    const names = afterEquals(words).split(/, */);
    found(watch.phone.select(label(words), names.length === 1 ? (names[0] ?? '') : names), words[0]);
  }),
  slide: step('slide "LABEL" = NUMBER', (watch, words) =>
    found(watch.phone.slide(label(words), numberOf(afterEquals(words))), words[0]),
  ),
  authorize: step('authorize "LABEL" = CODE', authorize),
};
