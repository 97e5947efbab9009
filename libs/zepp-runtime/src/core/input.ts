import { constantOf } from '../wire/constants.js';
import { asObject, type Json } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import type { Callback } from './realm.js';

/** `lock` is the system's own: it locks the watch and ends the program, whatever the program keeps (research: field report). */
export type KeyName = 'back' | 'select' | 'home' | 'up' | 'down' | 'shortcut' | 'lock';
export type KeyPress = 'click' | 'long' | 'double';
export type Direction = 'up' | 'down' | 'left' | 'right';

const constant = (name: string) => constantOf('@zos/interaction', name);
/** `type` of a wrist motion, as documented. */
const WRIST = 3;
const PALM = 0;
const DECIDING: Record<KeyPress, string> = { click: 'CLICK', long: 'LONG_PRESS', double: 'DOUBLE_CLICK' };

/** Keys, crown, gestures and wrist: one listener each, of the last page that asked. */
export class Input {
  private readonly listeners = new Map<string, Callback>();

  constructor(core: Core) {
    for (const name of ['Key', 'DigitalCrown', 'Gesture', 'WristMotion']) {
      core.ops.add('@zos/interaction', {
        [`on${name}`]: (call: OpCall) => this.listen(name, call),
        [`off${name}`]: () => void this.listeners.delete(name),
      });
    }
  }

  /** True when the program kept the key for itself. The system does its own with one that is not kept. */
  key(key: KeyName | number, press: KeyPress): boolean {
    if (key === 'lock') return false;
    const code = typeof key === 'number' ? key : constant(`KEY_${key.toUpperCase()}`);
    const say = (event: string) => this.tell('Key', code, constant(`KEY_EVENT_${event}`)) === true;
    say('PRESS');
    const kept = say(DECIDING[press]);
    say('RELEASE');
    return kept;
  }

  /** True when some page listens to the crown. Degrees grow counter-clockwise, as the platform counts. */
  crown(degrees: number): boolean {
    const listens = this.listeners.has('DigitalCrown');
    this.tell('DigitalCrown', constant('KEY_HOME'), degrees);
    return listens;
  }

  gesture(direction: Direction): boolean {
    return this.tell('Gesture', constant(`GESTURE_${direction.toUpperCase()}`)) === true;
  }

  wrist(motion: 'lift' | 'lower' | 'flip'): void {
    this.tell('WristMotion', { type: WRIST, motion: constant(`WRIST_MOTION_${motion.toUpperCase()}`) });
  }

  /** A palm covers the screen; which motion that counts as is not documented. */
  palm(): void {
    this.tell('WristMotion', { type: PALM, motion: 0 });
  }

  private tell(name: string, ...args: Json[]): boolean | undefined {
    return this.listeners.get(name)?.invoke(...args);
  }

  private listen(name: string, { scope, args: [option] }: OpCall): void {
    const callback = scope.callback(option) ?? scope.callback(asObject(option).callback);
    // Cards and widgets ask in vain: they feel clicks alone.
    if (callback === undefined || scope.kind === 'card' || scope.kind === 'secondary') return;
    this.listeners.set(name, callback);
    scope.atEnd(() => {
      if (this.listeners.get(name) === callback) this.listeners.delete(name);
    });
  }
}
