import type { Input } from '../device/keys.js';
import { texts } from '../texts.js';
import type { Wish } from './wish.js';

export type MenuName = 'pause' | 'end' | 'recover';
export type MenuItem = { wish: Wish; text: string };

const { menu, recover } = texts;

/** Largest first: the item that a tired hand wants. */
export const MENUS: Record<MenuName, readonly MenuItem[]> = {
  pause: [
    { wish: 'resume', text: menu.resume },
    { wish: 'skip', text: menu.skip },
    { wish: 'back', text: menu.back },
    { wish: 'ask-end', text: menu.end },
  ],
  end: [
    { wish: 'save', text: menu.save },
    { wish: 'discard', text: menu.discard },
    { wish: 'menu', text: menu.stay },
  ],
  recover: [
    { wish: 'carry-on', text: recover.carryOn },
    { wish: 'save', text: recover.end },
  ],
};

export type MenuMove = { selected: number } | { wish: Wish };

/** Degrees of the crown for one item. */
const NOTCH = 15;

/** Keys and crown in an open menu: up and down select, select chooses, back takes the first item. */
export function moveInMenu(items: readonly MenuItem[], selected: number, input: Input): MenuMove {
  const to = (index: number) => ({ selected: Math.max(0, Math.min(items.length - 1, index)) });
  if (input.kind === 'crown') {
    if (Math.abs(input.degrees) < NOTCH) return { selected };
    return to(selected + (input.degrees > 0 ? -1 : 1));
  }
  if (input.kind === 'swipe') return { selected };
  if (input.key === 'up') return to(selected - 1);
  if (input.key === 'down') return to(selected + 1);
  const chosen = input.key === 'select' ? items[selected] : items[0];
  return chosen === undefined ? { selected } : { wish: chosen.wish };
}
