import { band, type Frame, part } from '../../drawing/frame.js';
import type { Box } from '../../drawing/shape.js';

export type PlayerLayout = {
  screen: Box;
  ring: Box;
  ringWidth: number;
  head: Box;
  headSize: number;
  number: Box;
  numberSize: number;
  word: Box;
  wordSize: number;
  foot: Box;
  footSize: number;
  dotsY: number;
  dotGap: number;
  dotRadius: number;
};

/** One ring around one number. All measures are parts of the shorter side, so every model shows the same picture. */
export function playerLayout(frame: Frame): PlayerLayout {
  const side = Math.min(frame.width, frame.height);
  const top = Math.round((frame.height - side) / 2);
  const ringWidth = part(frame, 0.03);
  const margin = part(frame, 0.012);
  const inset = ringWidth + part(frame, 0.05);
  /** Inside the ring the screen is round on every model. */
  const circle: Frame = { width: frame.width, height: side, round: true };
  const within = (share: number, height: number): Box => {
    const box = band(circle, part(frame, share), part(frame, height), inset);
    return { ...box, y: box.y + top };
  };
  return {
    screen: { x: 0, y: 0, w: frame.width, h: frame.height },
    ring: {
      x: Math.round((frame.width - side) / 2) + margin,
      y: top + margin,
      w: side - 2 * margin,
      h: side - 2 * margin,
    },
    ringWidth,
    head: within(0.15, 0.11),
    headSize: part(frame, 0.075),
    number: within(0.27, 0.34),
    numberSize: part(frame, 0.37),
    word: within(0.615, 0.11),
    wordSize: part(frame, 0.088),
    foot: within(0.725, 0.085),
    footSize: part(frame, 0.06),
    dotsY: top + part(frame, 0.855),
    dotGap: part(frame, 0.055),
    dotRadius: part(frame, 0.014),
  };
}

export type MenuLayout = {
  title: Box;
  titleSize: number;
  /** True when the title has room for more than one line. */
  wraps: boolean;
  item(index: number): Box;
  itemSize: number;
};

const MOST_ITEMS = 4;
const ITEM = 0.19;

/** Items stand in the middle of the screen; what is left above them is the title's. */
export function menuLayout(frame: Frame, items: number): MenuLayout {
  const top = Math.round((frame.height - Math.min(frame.width, frame.height)) / 2);
  const inset = part(frame, frame.round ? 0.035 : 0.07);
  const shift = ((MOST_ITEMS - items) / 2) * ITEM;
  const titleY = 0.06 + shift * 0.3;
  const titleH = 0.165 + shift - titleY;
  return {
    title: band(frame, top + part(frame, titleY), part(frame, titleH), part(frame, 0.02)),
    titleSize: part(frame, 0.065),
    wraps: items < MOST_ITEMS - 1,
    item: (index) => band(frame, top + part(frame, 0.175 + shift + index * ITEM), part(frame, 0.165), inset),
    itemSize: part(frame, 0.085),
  };
}
