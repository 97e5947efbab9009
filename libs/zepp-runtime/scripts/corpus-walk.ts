/**
 * What a curious person does with a program that nobody has written a script for: looks, presses whatever can be pressed,
 * turns, swipes, goes back, waits. Says what it saw.
 */
import type { Watch } from '../src/index.js';

export type Seen = { texts: Set<string>; pages: Set<string>; presses: number };

const MOST_PRESSES = 40;
const PAUSE_MS = 700;

type Place = { x: number; y: number; label: string };

/** Middles of everything on the screen that a finger could mean, top to bottom, without doubles. */
function places(watch: Watch): Place[] {
  const { width, height, nodes } = watch.widgets();
  const found = nodes.flatMap((node) => {
    const { x = 0, y = 0, w = 0, h = 0 } = node.props as Record<string, number>;
    const middle = { x: x + w / 2, y: y + h / 2 };
    if (w < 8 || h < 8 || w * h > width * height * 0.7) return [];
    return [{ ...middle, label: `${node.type} ${Math.round(middle.x)},${Math.round(middle.y)}` }];
  });
  const within = found.filter(({ x, y }) => x > 0 && x < width && y > 0 && y < height);
  return [...new Map(within.map((place) => [place.label, place])).values()];
}

function look(watch: Watch, seen: Seen): void {
  for (const text of watch.texts()) if (text.trim() !== '') seen.texts.add(text.trim());
  const page = watch.pages.at(-1);
  if (page !== undefined) seen.pages.add(page);
}

async function pressAll(watch: Watch, seen: Seen): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const page = watch.pages.at(-1) ?? '';
    const next = places(watch).find(({ label }) => !tried.has(`${page} ${label}`));
    if (next === undefined || seen.presses >= MOST_PRESSES) return;
    tried.add(`${page} ${next.label}`);
    seen.presses += 1;
    watch.tap(next.x, next.y);
    await watch.advance(PAUSE_MS);
    look(watch, seen);
    if (watch.pages.length > 3) watch.press('back');
    if (!watch.running || !watch.screenOn) watch.launch();
  }
}

/** `opened` is called once the first page has had its time. */
export async function walk(watch: Watch, opened: () => Promise<void>): Promise<Seen> {
  const seen: Seen = { texts: new Set(), pages: new Set(), presses: 0 };
  watch.launch();
  await watch.advance(2_000);
  look(watch, seen);
  await opened();
  await pressAll(watch, seen);
  for (const act of [
    () => watch.turn(45),
    () => watch.swipe('up'),
    () => watch.swipe('left'),
    () => watch.press('select'),
  ]) {
    act();
    await watch.advance(PAUSE_MS);
    look(watch, seen);
  }
  watch.press('back');
  await watch.advance(60_000);
  watch.wake();
  await watch.advance(1_000);
  look(watch, seen);
  return seen;
}
