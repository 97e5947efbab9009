import { call } from '../bridge.js';
import { ask, type Scope } from '../scope.js';
import { ACCESSORS, METHODS, propertyOf, WIDGETS } from './ui-names.js';

type Props = Record<string, unknown>;
type Listener = (info: unknown) => void;

/** Functions the platform hands the widget itself as their first argument. */
const HANDED = /^(?!anim_(?!complete_call)|scroll_|update_)(.*_func|picker_cb|anim_complete_call)$/;
const MAKERS = new Set([
  'GROUP',
  'VIEW_CONTAINER',
  'GROUP_VIEW',
  'VIRTUAL_CONTAINER',
  'RADIO_GROUP',
  'CHECKBOX_GROUP',
]);

type Kin = { parent: number; children: number[]; held: number[]; auto: boolean; style: Props };

const scopes = new WeakMap<Scope, Map<number, Widget>>();

/** The widgets a file of the program has made, by number. */
function made(scope: Scope): Map<number, Widget> {
  const known = scopes.get(scope) ?? new Map<number, Widget>();
  scopes.set(scope, known);
  return known;
}

/** A widget as a program holds it. What it looks like lives at the host; only listeners stay here. */
export class Widget {
  private readonly scope: Scope;
  private readonly id: number;
  private readonly type: string;
  private props: Props;
  private readonly bound = new Map<unknown, unknown>();

  constructor(scope: Scope, type: string, props: Props, parent: number) {
    this.scope = scope;
    this.type = type;
    this.props = { ...props };
    const id = ask(scope, 'ui.create', [type, this.bind(props), parent]) as number;
    this.id = id;
    made(scope).set(id, this);
    for (const name of METHODS[type] ?? []) {
      const value = (...args: unknown[]) => ask(scope, 'ui.order', [id, name, args.map(marked)]) ?? undefined;
      Object.defineProperty(this, name, { value, configurable: true });
    }
    if (MAKERS.has(type)) {
      Object.defineProperty(this, 'createWidget', {
        value: (kind: string, options?: Props) => makeWidget(scope, kind, options, id),
      });
      Object.defineProperty(this, 'deleteWidget', {
        value: (widget: unknown) => deleteWidget(scope, widget),
      });
    }
  }

  getId(): number {
    return this.id;
  }

  getType(): string {
    return this.type;
  }

  /** `VISIBLE` is not among what `MORE` may change (platform's reference); it is dropped there. */
  setProperty(prop: string, value: unknown): unknown {
    // A property this watch has not is `undefined` in the program, and said so in the log when it was read.
    if (typeof prop !== 'string') return false;
    if (prop !== 'MORE') return this.change({ [propertyOf(prop)]: value });
    const { visible: _dropped, ...more } = (value ?? {}) as Props;
    return this.change(more);
  }

  setProperties(props: Props): unknown {
    return this.change({ ...props });
  }

  /** `MORE` gives all of them and fills an object that is passed; others may ask about one part: a key, a child, an animation. */
  getProperty(prop: string, about?: unknown): unknown {
    if (typeof prop !== 'string') return undefined;
    if (prop !== 'MORE') return this.live(propertyOf(prop), about);
    const all = { ...this.props, ...((ask(this.scope, 'ui.read', [this.id]) as Props | null) ?? {}) };
    return typeof about === 'object' && about !== null ? Object.assign(about, all) : all;
  }

  getProperties(...names: string[]): Props {
    const all = this.getProperty('MORE') as Props;
    return Object.fromEntries(names.map((name) => [name, all[name]]));
  }

  addEventListener(event: string, listener: Listener): boolean {
    if (typeof event !== 'string') return false;
    return ask(this.scope, 'ui.listen', [this.id, event, this.told(listener)]) === true;
  }

  removeEventListener(event?: string, listener?: Listener): boolean {
    return ask(this.scope, 'ui.unlisten', [this.id, event ?? null, this.told(listener)]) === true;
  }

  setEnable(enable: boolean): void {
    this.change({ enable });
  }

  setAlpha(alpha: number): void {
    this.change({ alpha });
  }

  setColor(color: number): void {
    this.change({ color });
  }

  setLayoutParent(parent: Widget): void {
    ask(this.scope, 'ui.adopt', [parent?.id ?? 0, this.id, null]);
  }

  addLayoutChild(child: Widget, index?: number): void {
    ask(this.scope, 'ui.adopt', [this.id, child?.id ?? 0, index ?? null]);
  }

  removeLayoutChild(child: Widget): void {
    ask(this.scope, 'ui.disown', [this.id, child?.id ?? 0]);
  }

  updateLayoutStyle(style: Props): void {
    ask(this.scope, 'ui.style', [this.id, style]);
  }

  /** What this widget really holds. */
  get children(): Widget[] {
    return this.kin().held;
  }

  get layoutParent(): Widget | undefined {
    return this.kin().parent;
  }

  get layoutChildren(): Widget[] {
    return this.kin().children;
  }

  /** Whether a layout gives it its place. */
  get isAutoLayout(): boolean {
    return this.kin().auto;
  }

  get styleInfo(): Props {
    return this.kin().style;
  }

  private kin(): {
    parent: Widget | undefined;
    children: Widget[];
    held: Widget[];
    auto: boolean;
    style: Props;
  } {
    const found = ask(this.scope, 'ui.kin', [this.id]) as Kin;
    const known = made(this.scope);
    const all = (ids: number[]) => ids.map((id) => known.get(id)).filter((one) => one !== undefined);
    const { auto, style } = found;
    return {
      parent: known.get(found.parent),
      children: all(found.children),
      held: all(found.held),
      auto,
      style,
    };
  }

  private live(name: string, about: unknown): unknown {
    const answer = ask(this.scope, 'ui.get', [this.id, name, marked(about) ?? null]);
    return answer ?? this.props[name];
  }

  /** The listener as the host knows it: the event carries the widget it happened to. */
  private told(listener: Listener | undefined): unknown {
    if (typeof listener !== 'function') return null;
    const known = this.bound.get(listener);
    if (known !== undefined) return known;
    const made = (info: object) => listener(Object.assign(info, { target: this }));
    this.bound.set(listener, made);
    return made;
  }

  /** The platform hands a widget to its own functions: `click_func(button)`, `item_click_func(list, index)`. */
  private bind(props: Props): Props {
    const changed: Props = {};
    for (const [key, value] of Object.entries(props)) {
      if (typeof value !== 'function' || !HANDED.test(key)) {
        changed[key] = marked(value);
        continue;
      }
      const known = this.bound.get(value) ?? ((...args: unknown[]) => value(this, ...args) as unknown);
      this.bound.set(value, known);
      changed[key] = known;
    }
    return changed;
  }

  private change(props: Props): unknown {
    Object.assign(this.props, props);
    return ask(this.scope, 'ui.change', [this.id, this.bind(props)]);
  }
}

/** Widgets cross as their numbers. */
const marked = (value: unknown): unknown => (value instanceof Widget ? { $widget: value.getId() } : value);

/** From API level 4.0 on a widget's properties can be read and written as its fields. */
export function addAccessors(): void {
  for (const name of ACCESSORS) {
    Object.defineProperty(Widget.prototype, name, {
      get(this: Widget) {
        return this.getProperty(name.toUpperCase());
      },
      set(this: Widget, value: unknown) {
        this.setProperty(name.toUpperCase(), value);
      },
      configurable: true,
    });
  }
}

export function makeWidget(scope: Scope, type: unknown, options: unknown, parent: number): Widget {
  const props = typeof options === 'object' && options !== null ? (options as Props) : {};
  if (typeof type === 'string' && WIDGETS.includes(type)) return new Widget(scope, type, props, parent);
  const fault = `createWidget: ${String(type)} is no type of widget`;
  call('fault', { where: '@zos/ui', text: fault, stack: '' });
  throw new TypeError(fault);
}

export function deleteWidget(scope: Scope, widget: unknown): boolean {
  if (!(widget instanceof Widget)) return false;
  made(scope).delete(widget.getId());
  return ask(scope, 'ui.delete', [widget.getId()]) === true;
}
