import type { JsonObject } from '../wire/json.js';
import type { Callback, Scope } from './realm.js';

/** A widget of the running page, with what listens to it. `props` may hold `{$fn}` marks. */
export type LiveWidget = {
  id: number;
  type: string;
  props: JsonObject;
  parent: number;
  scope: Scope;
  listeners: { event: string; callback: Callback }[];
  /** What the widget keeps of itself – pressed, scrolled, chosen – drawn over `props`. */
  state: JsonObject;
};

/** The widgets there are, for those that look after others. */
export type WidgetShelf = {
  readonly all: ReadonlyMap<number, LiveWidget>;
  childrenOf(parent: number): LiveWidget[];
};
