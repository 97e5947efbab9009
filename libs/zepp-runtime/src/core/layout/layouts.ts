import { breakLines } from '../../picture/lines.js';
import { asNumber, asObject, asText, type Json, type JsonObject } from '../../wire/json.js';
import { lengthOf } from '../../wire/length.js';
import type { Core } from '../core.js';
import type { LiveWidget, WidgetShelf } from '../live-widget.js';
import { boxOf } from '../props-box.js';
import { type FlexNode, layOut } from './flex.js';
import { readStyle } from './style.js';

type Kin = { parent: number; children: number[] };

/** Which widgets stand in a flexible layout, under whom, and what becomes of their places (API level 4.0). */
export class Layouts {
  private readonly kin = new Map<number, Kin>();
  private readonly warned = new Set<string>();
  private pending = false;
  private done = false;
  private readonly core: Core;
  private readonly widgets: WidgetShelf;

  constructor(core: Core, widgets: WidgetShelf) {
    this.core = core;
    this.widgets = widgets;
    const id = (value: Json | undefined) => asNumber(value, -1);
    core.ops.add('ui', {
      adopt: ({ args: [parent, child, index] }) =>
        this.adopt(id(parent), id(child), asNumber(index, Number.MAX_SAFE_INTEGER)),
      disown: ({ args: [parent, child] }) => this.disown(id(parent), id(child)),
      style: ({ args: [widget, style] }) => this.restyle(id(widget), asObject(style)),
      layout: () => this.update(),
      view: () => ({ width: core.device.width, height: core.device.height }),
      kin: ({ args: [widget] }) => this.kinOf(id(widget)),
    });
  }

  /** A widget was made: with a layout of its own, or for a parent's. */
  made(widget: LiveWidget): void {
    const parent = asNumber(asObject(widget.props.parent).$widget, widget.parent === 0 ? -1 : widget.parent);
    delete widget.props.parent;
    if (widget.props.layout === undefined && !this.kin.has(parent)) return;
    this.kin.set(widget.id, { parent: -1, children: [] });
    if (this.kin.has(parent)) this.adopt(parent, widget.id, Number.MAX_SAFE_INTEGER);
    this.begin(widget);
  }

  gone(id: number): void {
    const parent = this.kin.get(id)?.parent;
    if (parent !== undefined) this.disown(parent, id);
    this.kin.delete(id);
  }

  /** The first layout of a page comes by itself once its code has run; later changes wait for `updateLayout`. */
  private begin({ scope }: LiveWidget): void {
    if (this.pending || this.done) return;
    this.pending = true;
    scope.atEnd(() => {
      this.pending = false;
      this.done = false;
    });
    this.core.scheduler.after(0, scope, () => this.update());
  }

  private adopt(parent: number, child: number, index: number): void {
    const [holder, member] = [this.widgets.all.get(parent), this.widgets.all.get(child)];
    if (holder === undefined || member === undefined || this.holds(child, parent)) return;
    for (const id of [parent, child]) if (!this.kin.has(id)) this.kin.set(id, { parent: -1, children: [] });
    this.disown(this.kin.get(child)?.parent ?? -1, child);
    this.kin.get(parent)?.children.splice(Math.max(0, index), 0, child);
    const own = this.kin.get(child);
    if (own !== undefined) own.parent = parent;
    this.begin(member);
  }

  private holds(upper: number, lower: number): boolean {
    for (let id: number | undefined = lower; id !== undefined && id >= 0; id = this.kin.get(id)?.parent) {
      if (id === upper) return true;
    }
    return false;
  }

  private disown(parent: number, child: number): void {
    const holder = this.kin.get(parent);
    const member = this.kin.get(child);
    if (holder === undefined || member?.parent !== parent) return;
    holder.children = holder.children.filter((one) => one !== child);
    member.parent = -1;
  }

  private restyle(id: number, style: JsonObject): void {
    const widget = this.widgets.all.get(id);
    if (widget !== undefined) widget.props.layout = { ...asObject(widget.props.layout), ...style };
  }

  private kinOf(id: number): Json {
    const { parent = -1, children = [] } = this.kin.get(id) ?? {};
    const held = this.widgets.childrenOf(id).map((child) => child.id);
    const style = asObject(this.widgets.all.get(id)?.props.layout);
    return { parent, children: [...children], held, auto: this.kin.has(id), style };
  }

  /** Gives every widget in a layout its place. */
  update(): void {
    this.pending = false;
    this.done = true;
    for (const [id, { parent }] of this.kin) {
      const widget = parent < 0 ? this.widgets.all.get(id) : undefined;
      if (widget === undefined) continue;
      const nodes = new Map<number, FlexNode>();
      const root = this.node(widget, nodes);
      layOut(root, this.core.device);
      this.apply(id, nodes, { x: 0, y: 0 });
    }
  }

  private node(widget: LiveWidget, nodes: Map<number, FlexNode>): FlexNode {
    const style = readStyle(asObject(widget.props.layout), (name) => this.strange(name));
    const size = lengthOf(style['font-size'], 0, this.core.device);
    if (size !== undefined) widget.props.text_size = size;
    const radius = lengthOf((style['corner-radius'] ?? '').split(' ')[0], 0, this.core.device);
    if (radius !== undefined) widget.props.radius = radius;
    const children = (this.kin.get(widget.id)?.children ?? []).flatMap(
      (id) => this.widgets.all.get(id) ?? [],
    );
    const made: FlexNode = {
      style,
      children: children.map((child) => this.node(child, nodes)),
      natural: (room) => naturalSize(widget, room, Number(style['line-clamp'] ?? 0)),
      box: { x: 0, y: 0, w: 0, h: 0 },
    };
    nodes.set(widget.id, made);
    return made;
  }

  /** Places are relative to a widget that really holds its members, and the screen's otherwise. */
  private apply(id: number, nodes: Map<number, FlexNode>, origin: { x: number; y: number }): void {
    const widget = this.widgets.all.get(id);
    const box = nodes.get(id)?.box;
    if (widget === undefined || box === undefined) return;
    const at = { x: origin.x + box.x, y: origin.y + box.y };
    put(widget, { ...at, w: box.w, h: box.h });
    for (const child of this.kin.get(id)?.children ?? []) {
      const inside = this.widgets.all.get(child)?.parent === id;
      this.apply(child, nodes, inside ? { x: 0, y: 0 } : at);
    }
  }

  private strange(name: string): void {
    if (this.warned.has(name)) return;
    this.warned.add(name);
    this.core.remark(`layout: "${name}" is not modelled`);
  }
}

function put(widget: LiveWidget, box: { x: number; y: number; w: number; h: number }): void {
  const [x, y, w, h] = [box.x, box.y, box.w, box.h].map(Math.round) as [number, number, number, number];
  if (widget.type !== 'CIRCLE') Object.assign(widget.props, { x, y, w, h });
  else Object.assign(widget.props, { center_x: x + w / 2, center_y: y + h / 2, radius: Math.min(w, h) / 2 });
}

/** What a text needs, as wide as there is room; anything else is as large as it was made. */
function naturalSize(widget: LiveWidget, room: number, most: number): { w: number; h: number } {
  const { text, text_size, text_style } = widget.props;
  if (asText(text) === '') return boxOf(widget);
  const size = asNumber(text_size, 24);
  const overlong = text_style === 'WRAP' ? 'wrap' : text_style === 'CHAR_WRAP' ? 'char-wrap' : 'none';
  const set = breakLines(asText(text), room, { size, overlong });
  const lines = most > 0 ? Math.min(most, set.lines.length) : set.lines.length;
  const height = set.lines.length === 0 ? 0 : (set.height * lines) / set.lines.length;
  return { w: Math.min(room, Math.ceil(set.width)), h: Math.ceil(height) };
}
