import { asNumber, asObject, asText, type Json } from '../wire/json.js';
import type { Core } from './core.js';
import type { Instant } from './scheduler.js';

export type NotificationAction = { text: string; file: string; param: string };
export type Notification = {
  id: number;
  at: Instant;
  title: string;
  content: string;
  actions: NotificationAction[];
};

const actionOf = (value: Json): NotificationAction => {
  const { text, file, param } = asObject(value);
  return { text: asText(text), file: asText(file), param: asText(param) };
};

/** The watch's list of notifications, as far as this program has sent them. */
export class Notifications {
  readonly all = new Map<number, Notification>();
  private last = 0;

  constructor(core: Core) {
    core.ops.add('@zos/notification', {
      notify: ({ args: [option] }) => {
        const { title, content, actions } = asObject(option);
        this.last += 1;
        const list = Array.isArray(actions) ? actions.map(actionOf) : [];
        const made = {
          id: this.last,
          at: core.scheduler.now,
          title: asText(title),
          content: asText(content),
        };
        this.all.set(made.id, { ...made, actions: list });
        return made.id;
      },
      cancel: ({ args: [ids] }) => {
        for (const id of Array.isArray(ids) ? ids : [ids]) this.all.delete(asNumber(id));
      },
      getAllNotifications: () => [...this.all.keys()],
    });
  }
}
