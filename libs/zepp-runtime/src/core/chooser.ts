import { asText } from '../wire/json.js';
import type { Core } from './core.js';
import type { ServiceSlot } from './service-slot.js';
import { type Point, within } from './widget-kinds/kind.js';
import type { WidgetNode } from './widget-tree.js';

/** Ids of the runtime's own nodes, apart from the program's. */
const OWN = 1_200_000_000;
const HEIGHT = 72;

/**
 * The system's question which of two services may run, over whatever is on the screen until it is answered. That it is asked is
 * documented, how it looks is our own.
 */
export class Chooser {
  private readonly core: Core;
  private readonly slot: ServiceSlot;

  constructor(core: Core, slot: ServiceSlot) {
    this.core = core;
    this.slot = slot;
  }

  /** True when the question is open: it takes every touch. */
  tap(at: Point): boolean {
    if (this.slot.question === undefined) return false;
    const hit = this.choices().find(({ box }) => within(box, at));
    if (hit !== undefined) this.slot.choose(hit.winner);
    return true;
  }

  nodes(): WidgetNode[] {
    if (this.slot.question === undefined) return [];
    const { width, height } = this.core.device;
    const ground: WidgetNode = {
      id: OWN,
      type: 'FILL_RECT',
      props: { x: 0, y: 0, w: width, h: height, color: 0 },
    };
    const style = { align_h: 'CENTER_H', align_v: 'CENTER_V', text_style: 'WRAP', color: 0xffffff };
    const box = { x: width * 0.15, y: height * 0.12, w: width * 0.7, h: height * 0.3 };
    const text = 'Only one may run in the background. Which?';
    const question: WidgetNode = {
      id: OWN + 1,
      type: 'TEXT',
      props: { ...box, text, text_size: 28, ...style },
    };
    const buttons = this.choices().map(({ label, box: at }, i): WidgetNode => {
      const look = { text_size: 28, color: 0xffffff, normal_color: 0x333333, radius: HEIGHT / 2 };
      return { id: OWN + 2 + i, type: 'BUTTON', props: { ...at, text: label, ...look } };
    });
    return [ground, question, ...buttons];
  }

  /** Programs by their names; two services of one program by their files. */
  private choices() {
    const { width, height } = this.core.device;
    const { asks = '', holder = '' } = this.slot.question ?? {};
    const own = asText(this.core.program.manifest.app.appName);
    const label = this.slot.other === undefined ? asks : own;
    const box = { x: Math.round(width * 0.18), w: Math.round(width * 0.64), h: HEIGHT };
    const y = Math.round(height * 0.46);
    return [
      { winner: 'asking' as const, label, box: { ...box, y } },
      { winner: 'holding' as const, label: holder, box: { ...box, y: y + HEIGHT + 12 } },
    ];
  }
}
