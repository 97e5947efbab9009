import type { Core } from './core.js';
import type { LiveWidget } from './live-widget.js';
import type { PageScroll } from './page-scroll.js';
import { boxOf } from './props-box.js';
import type { Widgets } from './widgets.js';

/** How far the page can be scrolled, in pixels: what its lowest widget reaches below the screen. */
export function scrollRange({
  widgets,
  scroll,
  core,
}: {
  widgets: Widgets;
  scroll: PageScroll;
  core: Core;
}): number {
  const reach = (widget: LiveWidget): number => {
    if (widget.props.visible === false) return 0;
    const { y, h } = boxOf(widget);
    const inner = widget.type === 'GROUP' ? widgets.childrenOf(widget.id).map(reach) : [];
    return Math.max(y + h, ...inner.map((bottom) => y + bottom));
  };
  const bottoms = widgets
    .childrenOf(0)
    .filter((widget) => scroll.movesWith(widget))
    .map(reach);
  return Math.max(0, Math.max(0, ...bottoms) - core.device.height);
}
