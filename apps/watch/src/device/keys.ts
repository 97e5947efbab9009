import {
  KEY_BACK,
  KEY_DOWN,
  KEY_EVENT_CLICK,
  KEY_EVENT_LONG_PRESS,
  KEY_SELECT,
  KEY_UP,
  offDigitalCrown,
  offGesture,
  offKey,
  onDigitalCrown,
  onGesture,
  onKey,
} from '@zos/interaction';
import { guarded } from './log.js';
import type { Undo } from './timers.js';

export type Key = 'back' | 'select' | 'up' | 'down' | 'other';
export type Press = 'click' | 'long';
export type Input =
  | { kind: 'key'; key: Key; press: Press }
  | { kind: 'crown'; degrees: number }
  | { kind: 'swipe' };

const keyOf = (code: number): Key => {
  if (code === KEY_BACK) return 'back';
  if (code === KEY_SELECT) return 'select';
  if (code === KEY_UP) return 'up';
  return code === KEY_DOWN ? 'down' : 'other';
};

const pressOf = (event: number): Press | undefined => {
  if (event === KEY_EVENT_CLICK) return 'click';
  return event === KEY_EVENT_LONG_PRESS ? 'long' : undefined;
};

/**
 * Hands every key, turn and swipe to `take`; a `true` keeps it from the system. Whatever is not a click or a long
 * press is kept as well: some models send codes outside the constants, and an unkept key ends the program.
 */
export function listen(take: (input: Input) => boolean): Undo {
  guarded('keys', undefined, () =>
    onKey({
      callback(code, event) {
        const press = pressOf(event);
        return press === undefined
          ? true
          : guarded('key', true, () => take({ kind: 'key', key: keyOf(code), press }));
      },
    }),
  );
  guarded('crown', undefined, () =>
    onDigitalCrown({
      callback: (_key, degrees) => void guarded('turn', true, () => take({ kind: 'crown', degrees })),
    }),
  );
  guarded('gesture', undefined, () =>
    onGesture({ callback: () => guarded('swipe', true, () => take({ kind: 'swipe' })) }),
  );
  return () => {
    guarded('keys off', undefined, offKey);
    guarded('crown off', undefined, offDigitalCrown);
    guarded('gesture off', undefined, offGesture);
  };
}
