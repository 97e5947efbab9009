import type { Watch } from '../core/watch.js';
import { inside, isOn, type StepEntry, step, type Words } from './step-kit.js';
import { numberOf, oneOf, textOf } from './words.js';

function mode(watch: Watch, [name, state]: Words): void {
  const known = Object.keys(watch.mode) as (keyof Watch['mode'])[];
  watch.mode[oneOf(known, name)] = isOn(state);
}

function prefer(watch: Watch, [name, value]: Words): void {
  const { preferences } = watch.system;
  const known = Object.keys(preferences) as (keyof typeof preferences)[];
  preferences[oneOf(known, name)] = numberOf(value);
}

function display(watch: Watch, [name, state]: Words): void {
  const choice = oneOf(['aod', 'liftToWake'] as const, name);
  watch.display[choice] = isOn(state);
}

const REFUSALS = { state: 2, memory: 4, unsupported: 5, prohibited: 6 } as const;

/** Steps that meet the watch's own system: permissions, modes, preferences, cards, services, disk. */
export const SYSTEM_STEPS: Record<string, StepEntry> = {
  mode: step('mode NAME on|off', mode),
  display: step('display aod|liftToWake on|off', display),
  prefer: step('prefer NAME NUMBER', prefer),
  grant: step('grant PERMISSION', (watch, [name]) => watch.grant(textOf(name, 'a permission'))),
  revoke: step('revoke PERMISSION', (watch, [name]) =>
    watch.system.permissions.revoke(textOf(name, 'a permission')),
  ),
  permissions: step(
    'permissions grant|refuse|wait|yes|no',
    inside({
      grant: (watch) => void Object.assign(watch.system.permissions, { wearer: 'grant' }),
      refuse: (watch) => void Object.assign(watch.system.permissions, { wearer: 'refuse' }),
      wait: (watch) => void Object.assign(watch.system.permissions, { wearer: 'wait' }),
      yes: (watch) => watch.system.permissions.answer(true),
      no: (watch) => watch.system.permissions.answer(false),
    }),
  ),
  disk: step(
    'disk full|free|clear',
    inside({
      full: (watch) => void Object.assign(watch.disk, { full: true }),
      free: (watch) => void Object.assign(watch.disk, { full: false }),
      clear: (watch) => watch.disk.clear(),
    }),
  ),
  card: step(
    'card add|show|remove PATH | card leave',
    inside({
      add: (watch, [path]) => watch.cards.add(textOf(path, 'a path')),
      show: (watch, [path]) => watch.cards.show(textOf(path, 'a path')),
      remove: (watch, [path]) => watch.cards.remove(textOf(path, 'a path')),
      leave: (watch) => watch.cards.leave(),
    }),
  ),
  background: step(
    'background occupy NAME|free|end|choose asking|holding|refuse state|memory|unsupported|prohibited',
    inside({
      occupy: (watch, [name]) => watch.background.occupy(textOf(name, 'a name')),
      free: (watch) => watch.background.free(),
      end: (watch) => watch.background.end(),
      choose: (watch, [winner]) => watch.background.choose(oneOf(['asking', 'holding'], winner)),
      refuse: (watch, [why]) =>
        watch.background.refuseNext(REFUSALS[oneOf(['state', 'memory', 'unsupported', 'prohibited'], why)]),
    }),
  ),
};
