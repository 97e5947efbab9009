import { ask, type Scope } from '../scope.js';

type Options = Record<string, unknown>;
type Answer = (keyboard: object, result: { data: string }) => void;
const KEYS = ['BACKSPACE', 'ENTER', 'SWITCH', 'SELECT', 'CANCEL'];

/** What the callbacks of a system keyboard get as their first argument. */
const handle = Object.freeze({ name: 'KEYBOARD' });

/** `createKeyboard` and `deleteKeyboard`: the system's own input over the page. */
export function systemKeyboard(scope: Scope): Record<string, unknown> {
  const told = (fn: unknown) =>
    typeof fn === 'function' ? (data: string) => void (fn as Answer)(handle, { data }) : undefined;
  return {
    createKeyboard: (options: Options = {}) =>
      void ask(scope, 'keyboard.open', [
        { ...options, onComplete: told(options.onComplete), onCancel: told(options.onCancel) },
      ]),
    deleteKeyboard: () => void ask(scope, 'keyboard.close', []),
  };
}

/** `keyboard` of API level 4.2: what a keyboard program tells the input field. */
export function keyboardModule(scope: Scope): Record<string, unknown> {
  const passed = (name: string) => [
    name,
    (...args: unknown[]) => ask(scope, `keyboard.${name}`, args) ?? undefined,
  ];
  const names =
    `setContentRect getContentRect getTextContext inputText backspace clearInput sendFnKey inputBuffer
    getBuffer clearBuffer switchInputType checkVoiceInputAvailable isEnabled isSelected gotoSettings`.split(
      /\s+/,
    );
  const made = Object.fromEntries(names.map(passed)) as Options;
  for (const key of KEYS) {
    Object.defineProperty(made, key, { get: () => key, enumerable: true, configurable: true });
  }
  return made;
}
