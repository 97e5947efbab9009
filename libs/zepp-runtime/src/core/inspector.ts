import { asNumber, asObject, type Json, type JsonObject } from '../wire/json.js';
import type { Core } from './core.js';
import { boxOf } from './props-box.js';
import type { WidgetNode } from './widget-tree.js';
import type { Widgets } from './widgets.js';

const OWN = 1_300_000_000;

/** `openInspector`: frames around the widgets that stand in a layout. */
export class Inspector {
  private look: JsonObject | undefined;
  private only: number[] | undefined;
  private offset = { x: 0, y: 0 };
  private readonly widgets: Widgets;

  constructor(core: Core, widgets: Widgets) {
    this.widgets = widgets;
    core.ops.add('ui', {
      inspect: ({ scope, args: [order] }) => {
        scope.atEnd(() => this.endPage());
        this.take(order ?? null);
      },
    });
  }

  private endPage(): void {
    this.look = undefined;
    this.only = undefined;
    this.offset = { x: 0, y: 0 };
  }

  nodes(): WidgetNode[] {
    const { look, only, offset } = this;
    if (look === undefined) return [];
    const width = asNumber(look.line_width, 1);
    const grown = look.border_mode === 1 ? 0 : width;
    return [...this.widgets.all.values()]
      .filter(({ id, props }) => props.layout !== undefined && (only === undefined || only.includes(id)))
      .map((widget) => {
        const { x, y, w, h } = boxOf(widget);
        const box = { x: x - grown + offset.x, y: y - grown + offset.y, w: w + 2 * grown, h: h + 2 * grown };
        const style = { line_width: width, color: asNumber(look.line_color, 0xff0000) };
        return { id: OWN + widget.id, type: 'STROKE_RECT', props: { ...box, ...style } };
      });
  }

  private take(order: Json): void {
    const { ids, offset, ...look } = asObject(order);
    if (order === null) this.endPage();
    else if (Array.isArray(ids)) this.only = ids.map(Number);
    else if (Array.isArray(offset)) this.offset = { x: asNumber(offset[0]), y: asNumber(offset[1]) };
    else this.look = look;
  }
}
