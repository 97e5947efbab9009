import { button } from '../../drawing/button.js';
import { colours } from '../../drawing/colours.js';
import { fitSize } from '../../drawing/fit.js';
import type { Frame } from '../../drawing/frame.js';
import type { Box, Shape } from '../../drawing/shape.js';
import { MENUS, type MenuName } from '../../play/menu.js';
import { menuLayout, playerLayout } from './layout.js';
import type { PlayerScreen } from './player-screen.js';

/** Every shape takes the touch: the whole screen is one key. */
const WHOLE = 'screen';
const TURN = 360;

type Line = { id: string; box: Box; text: string; size: number; colour: number };

const line = ({ id, box, text, size, colour }: Line): Shape => ({
  kind: 'text',
  id,
  box,
  text,
  size: fitSize(text, box.w, size, 16),
  colour,
  touch: WHOLE,
});

function dots({ done, of }: PlayerScreen['sets'], frame: Frame): Shape[] {
  const layout = playerLayout(frame);
  const left = frame.width / 2 - ((of - 1) * layout.dotGap) / 2;
  return Array.from({ length: of }, (_, index) => ({
    kind: 'dot',
    id: `dot-${index}`,
    x: Math.round(left + index * layout.dotGap),
    y: layout.dotsY,
    radius: index === done ? Math.round(layout.dotRadius * 1.5) : layout.dotRadius,
    colour: index < done ? colours.work : index === done ? colours.ink : colours.faint,
    touch: WHOLE,
  }));
}

export function playerView(screen: PlayerScreen, frame: Frame): Shape[] {
  const layout = playerLayout(frame);
  const arc = { kind: 'arc', box: layout.ring, width: layout.ringWidth, touch: WHOLE } as const;
  const to = Math.max(1, Math.round(TURN * Math.min(1, screen.progress)));
  return [
    { kind: 'rect', id: 'ground', box: layout.screen, radius: 0, colour: colours.ground, touch: WHOLE },
    { ...arc, id: 'track', from: 0, to: TURN, colour: colours.faint },
    { ...arc, id: 'ring', from: 0, to, colour: screen.colour },
    line({ id: 'head', box: layout.head, text: screen.head, size: layout.headSize, colour: screen.colour }),
    line({
      id: 'number',
      box: layout.number,
      text: screen.number,
      size: layout.numberSize,
      colour: colours.ink,
    }),
    line({ id: 'word', box: layout.word, text: screen.word, size: layout.wordSize, colour: colours.ink }),
    line({
      id: 'foot',
      box: layout.foot,
      text: screen.foot,
      size: layout.footSize,
      colour: screen.warn ? colours.warn : colours.quiet,
    }),
    ...dots(screen.sets, frame),
  ];
}

export type MenuState = { name: MenuName; selected: number; title: string };

/** A touch names the item's place. */
export function menuView({ name, selected, title }: MenuState, frame: Frame): Shape[] {
  const layout = menuLayout(frame, MENUS[name].length);
  return [
    {
      kind: 'text',
      id: 'menu-title',
      box: layout.title,
      text: title,
      size: layout.wraps ? layout.titleSize : fitSize(title, layout.title.w, layout.titleSize, 16),
      colour: colours.quiet,
      wrap: layout.wraps,
    },
    ...MENUS[name].flatMap((item, index) =>
      button({
        id: `${name}-${index}`,
        box: layout.item(index),
        text: item.text,
        touch: `item-${index}`,
        size: layout.itemSize,
        loud: index === selected,
      }),
    ),
  ];
}
