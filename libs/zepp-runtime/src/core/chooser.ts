import { asText } from '../wire/json.js';
import type { Core } from './core.js';
import type { ServiceSlot } from './service-slot.js';
import { type Box, type Point, within } from './widget-kinds/kind.js';
import type { WidgetNode } from './widget-tree.js';

/** Ids of the runtime's own nodes, apart from the program's. */
const OWN = 1_200_000_000;
const HEIGHT = 72;

/** A question of the system to the wearer. */
export type Asked = { text: string; choices: readonly { label: string; choose(): void }[] };
type Choice = Asked['choices'][number] & { box: Box };

/**
 * The system's questions, over whatever is on the screen until they are answered: which of two services may run, whether the
 * program may do what it asks for. That they are asked is documented, how they look is our own.
 */
export class Chooser {
  private readonly core: Core;
  private readonly sources: readonly (() => Asked | undefined)[];

  constructor(core: Core, sources: readonly (() => Asked | undefined)[]) {
    this.core = core;
    this.sources = sources;
  }

  private get asked(): Asked | undefined {
    for (const source of this.sources) {
      const asked = source();
      if (asked !== undefined) return asked;
    }
    return undefined;
  }

  /** True when a question is open: it takes every touch. */
  tap(at: Point): boolean {
    const { asked } = this;
    if (asked === undefined) return false;
    this.choices(asked)
      .find(({ box }) => within(box, at))
      ?.choose();
    return true;
  }

  nodes(): WidgetNode[] {
    const { asked } = this;
    if (asked === undefined) return [];
    const { width, height } = this.core.device;
    const ground: WidgetNode = {
      id: OWN,
      type: 'FILL_RECT',
      props: { x: 0, y: 0, w: width, h: height, color: 0 },
    };
    const style = { align_h: 'CENTER_H', align_v: 'CENTER_V', text_style: 'WRAP', color: 0xffffff };
    const box = { x: width * 0.15, y: height * 0.12, w: width * 0.7, h: height * 0.3 };
    const question: WidgetNode = {
      id: OWN + 1,
      type: 'TEXT',
      props: { ...box, text: asked.text, text_size: 28, ...style },
    };
    const buttons = this.choices(asked).map(({ label, box: at }, i): WidgetNode => {
      const look = { text_size: 28, color: 0xffffff, normal_color: 0x333333, radius: HEIGHT / 2 };
      return { id: OWN + 2 + i, type: 'BUTTON', props: { ...at, text: label, ...look } };
    });
    return [ground, question, ...buttons];
  }

  private choices({ choices }: Asked): Choice[] {
    const { width, height } = this.core.device;
    const box = { x: Math.round(width * 0.18), w: Math.round(width * 0.64), h: HEIGHT };
    const y = Math.round(height * 0.46);
    return choices.map((choice, i) => ({ ...choice, box: { ...box, y: y + i * (HEIGHT + 12) } }));
  }
}

/** Which of two services may run. Programs go by their names; two services of one program by their files. */
export function whichService({ program }: Core, slot: ServiceSlot): Asked | undefined {
  if (slot.question === undefined) return undefined;
  const { asks, holder } = slot.question;
  const own = asText(program.manifest.app.appName);
  return {
    text: 'Only one may run in the background. Which?',
    choices: [
      { label: slot.other === undefined ? asks : own, choose: () => slot.choose('asking') },
      { label: holder, choose: () => slot.choose('holding') },
    ],
  };
}
