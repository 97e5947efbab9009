import { asNumber, asText } from '../wire/json.js';
import type { Core } from './core.js';
import type { LiveWidget } from './live-widget.js';
import type { Preferences } from './preferences.js';
import type { Texts } from './texts.js';
import type { Widgets } from './widgets.js';

/** Languages written from the right (documented: Arabic and Hebrew). */
const FROM_RIGHT = /^(ar|iw|he)(-|$)/i;
const SWAPPED: Record<string, string> = { LEFT: 'RIGHT', RIGHT: 'LEFT' };
type Reader = { texts: Texts; widgets: Widgets; preferences: Preferences };

/** Sides are changed in the screen: what began on the left begins on the right, texts too. */
function mirror({ props }: LiveWidget, width: number): void {
  if (typeof props.x === 'number') props.x = width - props.x - asNumber(props.w);
  if (typeof props.center_x === 'number') props.center_x = width - props.center_x;
  const across = SWAPPED[asText(props.align_h)];
  if (across !== undefined) props.align_h = across;
}

/** How the wearer reads: how large, and from which side. */
export function addReading(core: Core, { texts, widgets, preferences }: Reader): void {
  const fromRight = () => FROM_RIGHT.test(texts.language);
  const scaled = (size: number) => Math.round(size * preferences.textScale);
  core.ops.add('@zos/ui', {
    getSysFontSize: ({ args: [size] }) => scaled(asNumber(size)),
    sp: ({ args: [size] }) => scaled(typeof size === 'string' ? Number.parseFloat(size) : asNumber(size)),
    getRtlLayout: fromRight,
    relayoutRtl: () => {
      if (!fromRight()) return false;
      for (const widget of widgets.childrenOf(0)) mirror(widget, core.device.width);
      return true;
    },
  });
}
