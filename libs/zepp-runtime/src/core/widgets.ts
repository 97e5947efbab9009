import { asNumber, asObject, asText, type Json, type JsonObject } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import { MOST_WIDGETS } from './quotas.js';
import type { Callback, Scope } from './realm.js';
import type { WidgetNode } from './widget-tree.js';

/** A widget of the running page, with what listens to it. `props` may hold `{$fn}` marks. */
export type LiveWidget = {
  id: number;
  type: string;
  props: JsonObject;
  parent: number;
  scope: Scope;
  listeners: { event: string; callback: Callback }[];
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

  constructor(core: Core, measure: (text: string, size: number) => number) {
    core.ops.add('ui', {
      create: (call) => this.create(call),
      change: ({ args: [id, props] }) => this.change(asNumber(id), asObject(props)),
      read: ({ args: [id] }) => (plain(this.all.get(asNumber(id))?.props ?? {}) as Json) ?? null,
      delete: ({ args: [id] }) => this.remove(asNumber(id)),
      listen: (call) => this.listen(call),
      unlisten: (call) => this.unlisten(call),
    });
    core.ops.add('@zos/ui', {
      getTextLayout: ({ args: [text, option] }) => layoutOf(asText(text), asObject(option), measure),
      getImageInfo: ({ args: [path] }) => sizeOfPng(core.program.device[`assets/${asText(path)}`]),
    });
  }

  /** The tree of one page as plain data. */
  tree(parent = 0): WidgetNode[] {
    return this.childrenOf(parent).map(({ id, type, props }) => {
      const node: WidgetNode = { id, type, props: plain(props) as JsonObject };
      const children = this.tree(id);
      return children.length > 0 ? { ...node, children } : node;
    });
  }

  childrenOf(parent: number): LiveWidget[] {
    return [...this.all.values()].filter((widget) => widget.parent === parent);
  }

  private create({ scope, args: [type, props, parent] }: OpCall): number {
    if (this.all.size >= MOST_WIDGETS) throw new RangeError(`more than ${MOST_WIDGETS} widgets`);
    this.last += 1;
    const id = this.last;
    const made = { id, type: asText(type), props: { ...asObject(props) }, parent: asNumber(parent) };
    this.all.set(id, { ...made, scope, listeners: [] });
    scope.atEnd(() => void this.all.delete(id));
    return id;
  }

  private change(id: number, props: JsonObject): boolean {
    const widget = this.all.get(id);
    if (widget === undefined) return false;
    const { update_data: update, ...rest } = props;
    Object.assign(widget.props, rest, asObject(update));
    return true;
  }

  private remove(id: number): boolean {
    for (const child of this.childrenOf(id)) this.remove(child.id);
    return this.all.delete(id);
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

/** Height of a line as a share of the text's size. */
const LINE = 1.2;

function layoutOf(text: string, option: JsonObject, measure: (text: string, size: number) => number): Json {
  const size = asNumber(option.text_size, 24);
  const width = Math.ceil(measure(text, size));
  const room = asNumber(option.text_width, 0);
  const lines = room > 0 && option.wrapped !== 0 ? Math.max(1, Math.ceil(width / room)) : 1;
  return { width: room > 0 ? Math.min(width, room) : width, height: Math.ceil(size * LINE) * lines };
}

/** The size in a PNG's header; the packager's own format keeps the name and is not read. */
function sizeOfPng(bytes: Uint8Array | undefined): Json {
  if (bytes === undefined || bytes[1] !== 0x50 || bytes.length < 24) return { width: 0, height: 0 };
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
