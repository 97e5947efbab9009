import { asNumber, asObject, asText, type Json } from '../wire/json.js';
import type { Core } from './core.js';
import type { Signal } from './motor-signals.js';
import type { Instant } from './scheduler.js';
import type { Vibrator } from './vibrator.js';

export type NotificationAction = { text: string; file: string; param: string };
export type Notification = {
  id: number;
  at: Instant;
  title: string;
  content: string;
  actions: NotificationAction[];
  /** 0 default, 1 beep, 2 birdsong, 3 drumbeat, 4 gentle, 5 buzz. */
  vibrate: number;
};

/** Documented by name only – default, beep, birdsong, drumbeat, gentle, buzz; lengths are our own reading. */
const SIGNALS: [onMs: number, offMs: number, count: number][] = [
  [100, 150, 2],
  [60, 0, 1],
  [40, 60, 4],
  [120, 120, 3],
  [200, 0, 1],
  [400, 0, 1],
];

const actionOf = (value: Json): NotificationAction => {
  const { text, file, param } = asObject(value);
  return { text: asText(text), file: asText(file), param: asText(param) };
};

/** The motor's signal for a kind; an unknown one sounds like the default. */
function signalOf(kind: number): Signal {
  const [onMs, offMs, count] = SIGNALS[kind] ?? [100, 150, 2];
  const name = `NOTIFY_${kind in SIGNALS ? kind : 0}`;
  return {
    name,
    windows: Array.from({ length: count }, () => ({ kind: name, onMs, offMs })),
    repeats: false,
  };
}

/** The watch's list of notifications, as far as this program has sent them. */
export class Notifications {
  readonly all = new Map<number, Notification>();
  private readonly core: Core;
  private readonly vibrator: Vibrator;
  private last = 0;

  constructor(core: Core, vibrator: Vibrator) {
    this.core = core;
    this.vibrator = vibrator;
    core.ops.add('@zos/notification', {
      notify: ({ args: [option] }) => this.notify(asObject(option)),
      cancel: ({ args: [ids] }) => {
        for (const id of Array.isArray(ids) ? ids : [ids]) this.all.delete(asNumber(id));
      },
      getAllNotifications: () => [...this.all.keys()],
    });
  }

  /** The id, or 0 for a notification that says nothing. In quiet modes it comes without a signal. */
  private notify({ title, content, actions, vibrate }: Record<string, Json>): number {
    if (asText(title) === '' && asText(content) === '') return 0;
    this.last += 1;
    const kind = Math.trunc(asNumber(vibrate));
    const made = {
      id: this.last,
      at: this.core.scheduler.now,
      title: asText(title),
      content: asText(content),
    };
    const list = Array.isArray(actions) ? actions.map(actionOf) : [];
    this.all.set(made.id, { ...made, actions: list, vibrate: kind });
    this.vibrator.notice(signalOf(kind));
    return made.id;
  }
}
