import { ask, type Scope } from '../scope.js';
import { ENUMS, propertyOf } from './ui-names.js';
import { enumeration } from './watchful.js';

type Props = Record<string, unknown>;
type Listener = (info: unknown) => void;
const HANDED = /^(?!anim_|scroll_|update_).*_func$/;
const MAKERS = new Set(['GROUP', 'VIEW_CONTAINER', 'GROUP_VIEW', 'VIRTUAL_CONTAINER']);

/** A widget as a program holds it. What it looks like lives at the host; only listeners stay here. */
class Widget {
  private readonly scope: Scope;
  private readonly id: number;
  private readonly type: string;
  private props: Props;
  private readonly bound = new Map<unknown, unknown>();

  constructor(scope: Scope, type: string, props: Props, parent: number) {
    this.scope = scope;
    this.type = type;
    this.props = { ...props };
    this.id = ask(scope, 'ui.create', [type, this.bind(props), parent]) as number;
    if (MAKERS.has(type)) {
      Object.defineProperty(this, 'createWidget', {
        value: (kind: string, options: Props = {}) => new Widget(scope, kind, options, this.id),
      });
    }
  }

  getId(): number {
    return this.id;
  }

  getType(): string {
    return this.type;
  }

  setProperty(prop: string, value: unknown): boolean {
    const change = prop === 'MORE' ? { ...(value as Props) } : { [propertyOf(prop)]: value };
    return this.change(change);
  }

  setProperties(props: Props): boolean {
    return this.change({ ...props });
  }

  /** `MORE` gives all of them; some programs pass an object to be filled. */
  getProperty(prop: string, into?: Props): unknown {
    const live = ask(this.scope, 'ui.read', [this.id]) as Props | null;
    const all = { ...this.props, ...(live ?? {}) };
    if (prop !== 'MORE') return all[propertyOf(prop)];
    return into === undefined ? all : Object.assign(into, all);
  }

  getProperties(...names: string[]): Props {
    const all = this.getProperty('MORE') as Props;
    return Object.fromEntries(names.map((name) => [name, all[name]]));
  }

  addEventListener(event: string, listener: Listener): boolean {
    return ask(this.scope, 'ui.listen', [this.id, event, listener]) === true;
  }

  removeEventListener(event?: string, listener?: Listener): boolean {
    return ask(this.scope, 'ui.unlisten', [this.id, event ?? null, listener ?? null]) === true;
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

  /** The platform hands a widget to its own functions: `click_func(button)`, `item_click_func(list, index)`. */
  private bind(props: Props): Props {
    const changed: Props = { ...props };
    for (const [key, value] of Object.entries(props)) {
      if (typeof value !== 'function' || !HANDED.test(key)) continue;
      const known = this.bound.get(value) ?? ((...args: unknown[]) => value(this, ...args) as unknown);
      this.bound.set(value, known);
      changed[key] = known;
    }
    return changed;
  }

  private change(props: Props): boolean {
    Object.assign(this.props, props);
    return ask(this.scope, 'ui.change', [this.id, this.bind(props)]) === true;
  }
}

export function uiModule(scope: Scope): Record<string, unknown> {
  const enums = Object.fromEntries(
    Object.entries(ENUMS).map(([name, members]) => [name, enumeration(scope, `@zos/ui.${name}`, members)]),
  );
  const passed = [
    'setStatusBarVisible',
    'updateStatusBarTitle',
    'getTextLayout',
    'getImageInfo',
    'showToast',
  ];
  const forwarded = Object.fromEntries(
    passed.map((name) => [name, (...args: unknown[]) => ask(scope, `@zos/ui.${name}`, args)]),
  );
  return {
    ...enums,
    ...forwarded,
    createWidget: (type: string, options: Props = {}) => new Widget(scope, type, options, 0),
    deleteWidget: (widget: unknown) =>
      widget instanceof Widget && ask(scope, 'ui.delete', [widget.getId()]) === true,
    redraw: () => undefined,
    setScrollView: (enable: boolean, height?: number) =>
      ask(scope, '@zos/ui.setScrollView', [enable, height ?? 0]),
    getRtlLayout: () => false,
    getSysFontSize: (size: number) => size,
    sp: (size: number | string) => Number.parseFloat(String(size)),
  };
}
