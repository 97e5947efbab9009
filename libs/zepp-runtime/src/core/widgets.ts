import { asNumber, asObject, asText, type Json, type JsonObject } from '../wire/json.js';
import { checkCardWidget } from './cards.js';
import { type Core, type OpCall, Refused } from './core.js';
import { atLeast } from './devices.js';
import { Layouts } from './layout/layouts.js';
import type { LiveWidget } from './live-widget.js';
import type { Pictures } from './pictures.js';
import { PropAnimations } from './prop-animations.js';
import { MOST_WIDGETS } from './quotas.js';
import type { Scope } from './realm.js';
import { addMeasures } from './text-measures.js';
import { kindOf, UNMODELLED } from './widget-kinds/index.js';
import type { Handled, PageView, Surroundings } from './widget-kinds/kind.js';
import type { WidgetNode } from './widget-tree.js';

/** Groups inside groups beyond this are refused. */
const DEEPEST = 32;

/** The platform's own constant is misspelt; the tree speaks of it as its documentation does. */
const SPELT: Record<string, string> = {
  GRADKIENT_POLYLINE: 'GRADIENT_POLYLINE',
  WIDGET_TIME_PICKER: 'TIME_PICKER',
};

/** Functions do not belong into a picture. */
function plain(value: Json): Json | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => plain(item) ?? null);
  if ('$fn' in value) return undefined;
  const made: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) {
    const kept = plain(inner);
    if (kept !== undefined) made[key] = kept;
  }
  return made;
}

/** The widgets of the page on the screen, in the order they were made: later ones lie over earlier ones. */
export class Widgets {
  readonly all = new Map<number, LiveWidget>();
  private last = 0;

  /** Whose widgets are on the screen: a card's while one is in front, else the page's. */
  front: Scope | undefined;

  /** What a widget shows of the watch's own data. */
  bound: (widget: LiveWidget) => JsonObject = () => ({});

  readonly around: Surroundings;
  /** The watch's language, as `de-DE`. */
  language = () => 'en-US';
  private readonly animations: PropAnimations;
  private readonly held = new Map<number, Set<LiveWidget>>();
  private readonly layouts: Layouts;

  constructor(core: Core, page: PageView, pictures: Pictures) {
    const { device, scheduler, remark } = core;
    const language = () => this.language();
    this.around = { device, scheduler, remark, widgets: this, page, pictures, language };
    this.animations = new PropAnimations(scheduler);
    addMeasures(core, pictures);
    this.layouts = new Layouts(core, this);
    core.ops.add('ui', {
      create: (call) => this.create(call),
      change: ({ args: [id, props] }) => this.change(asNumber(id), asObject(props)),
      read: ({ args: [id] }) => this.read(asNumber(id)),
      get: ({ args: [id, name, about] }) => this.get(asNumber(id), asText(name), about ?? null),
      delete: ({ args: [id] }) => this.remove(asNumber(id)),
      order: ({ args: [id, name, args] }) => this.order(asNumber(id), asText(name), args ?? null),
      listen: (call) => this.listen(call),
      unlisten: (call) => this.unlisten(call),
      modern: () => atLeast(device.apiLevel, '4.0'),
    });
  }

  /** The tree of one page as plain data. */
  tree(parent = 0): WidgetNode[] {
    return this.layered(parent).map((widget) => this.node(widget));
  }

  /** What lies over what: containers by `z_index`, all else in the order it was made; what covers the screen is uppermost. */
  layered(parent: number): LiveWidget[] {
    const level = (widget: LiveWidget) =>
      kindOf(widget).full === true ? Number.POSITIVE_INFINITY : asNumber(widget.props.z_index);
    return this.childrenOf(parent).sort((one, other) => {
      const [a, b] = [level(one), level(other)];
      return a === b ? 0 : a - b;
    });
  }

  /** One widget and what it holds. */
  node(widget: LiveWidget): WidgetNode {
    const { id, type, props, state } = widget;
    const kind = kindOf(widget);
    const look = kind.look?.(this.handled(widget)) ?? {};
    const bound = this.bound(widget);
    const node: WidgetNode = {
      id,
      type,
      props: { ...(plain(props) as JsonObject), ...state, ...look, ...bound },
    };
    const parts = kind.parts?.(this.handled({ ...widget, props: { ...props, ...bound } })) ?? [];
    const children = [...parts, ...this.scrolled(widget)];
    return children.length > 0 ? { ...node, children } : node;
  }

  /** What a container holds, moved as far as it is scrolled. */
  private scrolled({ id, type, props }: LiveWidget): WidgetNode[] {
    const children = this.tree(id);
    const [x, y] = [asNumber(props.pos_x), asNumber(props.pos_y)];
    if (type !== 'VIEW_CONTAINER' || (x === 0 && y === 0)) return children;
    const moved = { x, y, w: asNumber(props.w), h: asNumber(props.h) };
    return [{ id: 1_999_000_000 + id, type: 'GROUP', props: moved, children }];
  }

  /** Every widget that is not hidden, the uppermost first. */
  shown(parent = 0): LiveWidget[] {
    const seen = this.layered(parent).filter(({ props }) => props.visible !== false);
    return seen.reverse().flatMap((widget) => [...this.shown(widget.id), widget]);
  }

  handled(widget: LiveWidget): Handled {
    return { widget, around: this.around };
  }

  childrenOf(parent: number): LiveWidget[] {
    const shown = ({ scope }: LiveWidget) =>
      this.front === undefined ? scope.kind === 'page' : scope === this.front;
    return [...(this.held.get(parent) ?? [])].filter(shown);
  }

  private create({ scope, args: [given, props, parent] }: OpCall): number {
    if (this.all.size >= MOST_WIDGETS) throw new RangeError(`more than ${MOST_WIDGETS} widgets`);
    const type = SPELT[asText(given)] ?? asText(given);
    if (UNMODELLED.has(type)) {
      throw new Refused(
        'NotModelled',
        `@zos/ui.widget.${type} exists on watches, but this runtime does not model it`,
      );
    }
    checkCardWidget(scope, type);
    this.checkDepth(asNumber(parent));
    this.last += 1;
    const id = this.last;
    const widget = {
      id,
      type,
      props: { ...asObject(props) },
      parent: asNumber(parent),
      scope,
      listeners: [],
      state: {},
    };
    this.all.set(id, widget);
    this.held.set(widget.parent, (this.held.get(widget.parent) ?? new Set()).add(widget));
    scope.atEnd(() => {
      this.forget(id);
    });
    this.layouts.made(widget);
    kindOf(widget).made?.(this.handled(widget));
    return id;
  }

  /** Answers what the last order answered, `true` otherwise. */
  private change(id: number, props: JsonObject): Json {
    const widget = this.all.get(id);
    if (widget === undefined) return false;
    const kind = kindOf(widget);
    const handled = this.handled(widget);
    let answer: Json = true;
    for (const [name, value] of Object.entries(props)) {
      const order = kind.set?.[name];
      if (order !== undefined) answer = (order(handled, value) ?? true) as Json;
      else if (name === 'anim') answer = this.animations.start(widget, value);
      else if (name === 'anim_status') answer = this.animations.direct(value);
      else if (name === 'update_data') Object.assign(widget.props, asObject(value));
      else widget.props[name] = value;
    }
    kind.changed?.(handled);
    return answer;
  }

  /** A method of its own that one type of widget has. */
  private order(id: number, name: string, args: Json): Json {
    const widget = this.all.get(id);
    if (widget === undefined) return null;
    const found = kindOf(widget).does?.[name];
    if (found === undefined) {
      const what = `@zos/ui.${widget.type}.${name}`;
      throw new Refused('NotModelled', `${what} exists on watches, but this runtime does not model it`);
    }
    return (found(this.handled(widget), Array.isArray(args) ? args : []) ?? null) as Json;
  }

  private read(id: number): Json {
    const widget = this.all.get(id);
    if (widget === undefined) return {};
    const told = kindOf(widget).tells?.(this.handled(widget)) ?? {};
    return { ...asObject(plain(widget.props)), ...told };
  }

  private get(id: number, name: string, about: Json): Json {
    const widget = this.all.get(id);
    if (widget === undefined) return null;
    const own = kindOf(widget).get?.[name];
    if (own !== undefined) return own(this.handled(widget), about) ?? null;
    if (name === 'anim_status') return this.animations.statusOf(about);
    if (name === 'visible') return widget.props.visible !== false;
    return asObject(this.read(id))[name] ?? null;
  }

  private remove(id: number): boolean {
    for (const child of [...(this.held.get(id) ?? [])]) this.remove(child.id);
    return this.forget(id);
  }

  private forget(id: number): boolean {
    const widget = this.all.get(id);
    if (widget === undefined) return false;
    this.layouts.gone(id);
    this.animations.gone(widget);
    const siblings = this.held.get(widget.parent);
    siblings?.delete(widget);
    if (siblings?.size === 0) this.held.delete(widget.parent);
    return this.all.delete(id);
  }

  /** Trees are walked from the root: a program that nests without end must not exhaust our stack. */
  private checkDepth(parent: number): void {
    let depth = 0;
    for (let up = this.all.get(parent); up !== undefined; up = this.all.get(up.parent)) depth += 1;
    if (depth > DEEPEST) throw new Refused('RangeError', `widgets inside more than ${DEEPEST} others`);
  }

  private listen({ scope, args: [id, event, fn] }: OpCall): boolean {
    const widget = this.all.get(asNumber(id));
    const callback = scope.callback(fn);
    if (widget === undefined || callback === undefined) return false;
    widget.listeners.push({ event: asText(event), callback });
    return true;
  }

  private unlisten({ scope, args: [id, event, fn] }: OpCall): boolean {
    const widget = this.all.get(asNumber(id));
    if (widget === undefined) return false;
    const gone = scope.callback(fn);
    widget.listeners = widget.listeners.filter(
      (one) => (event !== null && one.event !== event) || (gone !== undefined && !one.callback.equals(gone)),
    );
    return true;
  }
}
