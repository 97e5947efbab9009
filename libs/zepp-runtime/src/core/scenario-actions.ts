import { observedMode } from './modes.js';
import type { WearerAnswer } from './permissions.js';
import { preferred } from './preferences.js';
import type { Action, ScenarioStage } from './scenario-kinds.js';
import { durationMs, instantOf, zoneNamed } from './scenario-times.js';
import type { Instant } from './scheduler.js';
import { calm, type Senses } from './sensors.js';
import type { ZoneRules } from './zone.js';

/** Where a value stands in the file, and how to complain about it. */
export type Place = {
  path: string;
  zone: ZoneRules;
  startAt: Instant;
  wrong(message: string, under?: string): undefined;
};
type Reader = (value: unknown, place: Place) => Action | undefined;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;

/** `value` when it is a number from `least` to `most`. */
export function numberIn(value: unknown, [least, most]: [number, number], place: Place): number | undefined {
  if (typeof value === 'number' && value >= least && value <= most) return value;
  return place.wrong(`needs a number from ${least} to ${most}, not ${JSON.stringify(value)}`);
}

const oneOf =
  (choices: Record<string, Action>): Reader =>
  (value, place) =>
    typeof value === 'string' && Object.hasOwn(choices, value)
      ? choices[value]
      : place.wrong(`needs ${listed(Object.keys(choices))}, not ${JSON.stringify(value)}`);

const yes =
  (action: Action): Reader =>
  (value, place) =>
    value === true ? action : place.wrong('needs true');

const text =
  (action: (watch: ScenarioStage, words: string) => void): Reader =>
  (value, place) =>
    typeof value === 'string' && value !== '' ? (watch) => action(watch, value) : place.wrong('needs a text');

/** Names of all sensors with their readings, such as `step.current`. */
export const readings = (): string[] =>
  Object.entries(calm()).flatMap(([sensor, of]) => Object.keys(of).map((reading) => `${sensor}.${reading}`));

/** Readings by name; those of one sensor are told at once. */
export function feel(watch: ScenarioStage, named: Record<string, unknown>): void {
  const bySensor: Record<string, Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(named)) {
    const [sensor = '', reading = ''] = name.split('.');
    bySensor[sensor] = { ...bySensor[sensor], [reading]: value };
  }
  for (const [sensor, change] of Object.entries(bySensor)) {
    watch.sense(sensor as keyof Senses, change as Partial<Senses[keyof Senses]>);
  }
}

export function felt(senses: Senses, name: string): unknown {
  const [sensor = '', reading = ''] = name.split('.');
  return (senses[sensor as keyof Senses] as Record<string, unknown>)[reading];
}

/** Those that are numbers, which a ramp can climb. */
export const numberReadings = (): string[] => {
  const usual = calm();
  return readings().filter((name) => typeof felt(usual, name) === 'number');
};

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'list' : typeof value);

/** `{"step.current": 12, "wear.status": 0, "geolocation.satellites": true}` */
const sense: Reader = (value, place) => {
  if (!isRecord(value)) return place.wrong('needs readings, such as {"step.current": 1200}');
  const known = readings();
  const usual = calm();
  for (const [name, reading] of Object.entries(value)) {
    if (!known.includes(name)) place.wrong(`there is no such reading; there are ${listed(known)}`, name);
    else if (kindOf(felt(usual, name)) !== kindOf(reading))
      place.wrong(`needs a ${kindOf(felt(usual, name))}, not ${JSON.stringify(reading)}`, name);
  }
  return (watch) => feel(watch, value);
};

const amount =
  (names: readonly string[], range: [number, number]): Reader =>
  (value, place) => {
    const number = numberIn(value, range, place);
    const named = Object.fromEntries(names.map((name) => [name, number]));
    return number === undefined ? undefined : (watch) => feel(watch, named);
  };

const WORN = { off: 0, on: 1, moving: 2, unsure: 3 };
const MODES = Object.keys(observedMode(() => undefined));

const mode: Reader = (value, place) => {
  if (!isRecord(value)) return place.wrong('needs modes, such as {"DND": true}');
  for (const [name, on] of Object.entries(value)) {
    if (!MODES.includes(name)) place.wrong(`there is no such mode; there are ${listed(MODES)}`, name);
    else if (typeof on !== 'boolean') place.wrong('needs true or false', name);
  }
  return (watch) => void Object.assign(watch.mode, value);
};

const QUALITY: Record<string, [number, number]> = { loss: [0, 1], duplicate: [0, 1], delayMs: [0, 600_000] };
const LINK = oneOf({ drop: (watch) => watch.link.drop(), restore: (watch) => watch.link.restore() });

const link: Reader = (value, place) => {
  if (!isRecord(value)) return LINK(value, place);
  for (const [name, number] of Object.entries(value)) {
    const range = QUALITY[name];
    if (range === undefined)
      place.wrong(`there is no such quality; there are ${listed(Object.keys(QUALITY))}`, name);
    else numberIn(number, range, { ...place, wrong: (message) => place.wrong(message, name) });
  }
  return (watch) => void Object.assign(watch.link, value);
};

/** `"2026-03-29T08:00"` sets the clock, `"+5m"` and `"-1h"` move it. */
const clock: Reader = (value, place) => {
  const [, sign, length = ''] = /^([+-])(.+)$/.exec(String(value)) ?? [];
  const ms = sign === undefined ? undefined : durationMs(length);
  if (ms !== undefined) return (watch) => watch.clock.set(watch.clock.now + (sign === '-' ? -ms : ms));
  const at = typeof value === 'string' ? instantOf(value, place.zone) : undefined;
  if (at !== undefined) return (watch) => watch.clock.set(at);
  return place.wrong(`needs a time such as "2026-03-29T08:00", "+5m" or "-1h", not ${JSON.stringify(value)}`);
};

const zone: Reader = (value, place) => {
  const rules = typeof value === 'string' ? zoneNamed(value, place.startAt) : undefined;
  if (rules !== undefined) return (watch) => watch.clock.setZone(rules);
  return place.wrong(`there is no time zone ${JSON.stringify(value)}; zones are named as "Europe/Berlin"`);
};

const setting: Reader = (value, place) => {
  if (!isRecord(value)) return place.wrong('needs settings, such as {"name": "Ada"}');
  for (const [name, words] of Object.entries(value))
    if (typeof words !== 'string') place.wrong('needs a text: settings are texts', name);
  return (watch) => {
    for (const [name, words] of Object.entries(value)) watch.phone.settings.set(name, String(words));
  };
};

/** How the wearer meets the program's requests from now on. */
const meets =
  (wearer: WearerAnswer): Action =>
  (watch) => {
    watch.system.permissions.wearer = wearer;
  };

/** `{"timeFormat": 0}`: numbers of the platform's constants. */
const preferences: Reader = (value, place) => {
  const known = Object.keys(preferred());
  if (!isRecord(value)) return place.wrong('needs preferences, such as {"timeFormat": 0}');
  for (const [name, chosen] of Object.entries(value)) {
    if (!known.includes(name)) place.wrong(`there is no such preference; there are ${listed(known)}`, name);
    else if (typeof chosen !== 'number') place.wrong('needs a number', name);
  }
  return (watch) => void Object.assign(watch.system.preferences, value);
};

const systemEvent: Reader = (value, place) => {
  if (!isRecord(value) || typeof value.name !== 'string' || !value.name.startsWith('event:'))
    return place.wrong(
      'needs a name that begins with event:, such as {"name": "event:os.system.sleep_mode"}',
    );
  const { name, params = {} } = value;
  if (typeof params !== 'string' && !isRecord(params)) return place.wrong('needs a text or fields', 'params');
  return (watch) => void watch.systemEvent(name, params as string | Record<string, string>);
};

/** Every action by its key in an event. */
export const ACTIONS: Record<string, Reader> = {
  steps: amount(['step.current'], [0, 1_000_000]),
  stand: amount(['stand.current'], [0, 24]),
  heartRate: amount(['heartRate.current', 'heartRate.last'], [0, 300]),
  battery: amount(['battery.current'], [0, 100]),
  wear: oneOf(
    Object.fromEntries(
      Object.entries(WORN).map(([name, status]): [string, Action] => [
        name,
        (watch) => watch.sense('wear', { status }),
      ]),
    ),
  ),
  sense,
  screen: oneOf({ on: (watch) => watch.wake(), off: (watch) => watch.screenOff() }),
  wrist: oneOf({
    raise: (watch) => watch.wake(),
    drop: (watch) => watch.dropWrist(),
    palm: (watch) => watch.coverWithPalm(),
  }),
  mode,
  link,
  phone: oneOf({
    start: (watch) => void watch.phone.start(),
    kill: (watch) => watch.phone.kill(),
    sleep: (watch) => watch.phone.sleep(),
    wake: (watch) => watch.phone.wakeUp(),
  }),
  setting,
  clock,
  zone,
  launch: (value, place) =>
    value === true || typeof value === 'string'
      ? (watch) => watch.launch(value === true ? undefined : value)
      : place.wrong('needs true or the address of a page'),
  kill: yes((watch) => watch.kill()),
  reboot: yes((watch) => watch.reboot()),
  lowMemory: yes((watch) => watch.lowMemory()),
  updateSystem: yes((watch) => watch.updateSystem()),
  uninstall: yes((watch) => watch.uninstall()),
  grant: text((watch, permission) => watch.grant(permission)),
  permissions: oneOf({
    grant: meets('grant'),
    refuse: meets('refuse'),
    wait: meets('wait'),
    yes: (watch) => watch.system.permissions.answer(true),
    no: (watch) => watch.system.permissions.answer(false),
  }),
  language: text((watch, language) => {
    watch.language = language;
  }),
  preferences,
  event: systemEvent,
};
