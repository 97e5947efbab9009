import { asNumber, asObject, asText, type JsonObject } from '../wire/json.js';
import { type Core, type OpCall, Refused } from './core.js';
import type { Callback } from './realm.js';
import type { Router } from './router.js';
import type { Point } from './widget-kinds/kind.js';
import type { WidgetNode } from './widget-tree.js';

type Field = { text: string; type: string; done: Callback | undefined; cancelled: Callback | undefined };
type Key = { label: string; x: number; y: number; w: number; h: number };

const OWN = 1_100_000_000;
const DONE = 'OK';
const DELETE = '<';
/** The switch key goes through them; their order is not documented. */
const IN_TURN = ['CHAR', 'NUM', 'EMOJI', 'VOICE'];
const ROWS: Record<string, string[]> = {
  NUM: ['123', '456', '789', '.0'],
  CHAR: ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', ' '],
};

/**
 * The system's own text input (`createKeyboard`, API level 4.0), in the hands of a test as `watch.keyboard`. It stays until
 * the program calls `deleteKeyboard`, as the platform's example does; a page that ends takes it along.
 */
export class SystemKeyboard {
  private field: Field | undefined;
  private buffer = '';
  private rect: JsonObject = {};
  private readonly core: Core;

  constructor(core: Core, router: Router) {
    this.core = core;
    core.ops.add('keyboard', {
      open: (call) => this.show(call),
      close: () => this.endPage(),
      getTextContext: () => this.text,
      inputText: ({ args: [text] }) => this.type(asText(text)),
      backspace: ({ args: [count] }) => this.erase(asNumber(count, 1)),
      clearInput: () => this.erase(this.text.length),
      sendFnKey: ({ args: [key] }) => this.function(asText(key)),
      inputBuffer: ({ args: [text] }) => {
        this.buffer = asText(text);
      },
      getBuffer: () => this.buffer,
      clearBuffer: () => {
        this.buffer = '';
      },
      setContentRect: ({ args: [rect] }) => {
        this.rect = asObject(rect);
      },
      getContentRect: () => this.rect,
      switchInputType: ({ args: [type] }) => this.become(asText(type)),
      checkVoiceInputAvailable: () => false,
      isEnabled: () => true,
      isSelected: () => true,
      gotoSettings: () => router.openSystemPage('SETTINGS_KEYBOARD'),
    });
  }

  get open(): boolean {
    return this.field !== undefined;
  }

  /** What stands in the field; empty while no keyboard is open. */
  get text(): string {
    return this.field?.text ?? '';
  }

  /** `NUM`, `CHAR`, … of the open keyboard. */
  get inputType(): string | undefined {
    return this.field?.type;
  }

  /** Types by hand, at the end of the field. */
  type(text: string): void {
    if (this.field === undefined) this.core.remark('keyboard: no keyboard is open');
    else this.field.text += text;
  }

  erase(signs = 1): void {
    if (this.field === undefined || signs <= 0) return;
    this.field.text = [...this.field.text].slice(0, -Math.trunc(signs)).join('');
  }

  /** The wearer confirms. */
  confirm(): void {
    const { field } = this;
    field?.done?.invoke(field.text);
  }

  /** The wearer swipes right or presses back; false when no keyboard was open. */
  cancel(): boolean {
    const { field } = this;
    field?.cancelled?.invoke(field.text);
    return field !== undefined;
  }

  endPage(): void {
    this.field = undefined;
    this.buffer = '';
  }

  /** True when a keyboard is open: it takes every tap. */
  tap({ x, y }: Point): boolean {
    if (this.field === undefined) return false;
    const hit = this.keys().find((key) => x >= key.x && y >= key.y && x < key.x + key.w && y < key.y + key.h);
    if (hit?.label === DONE) this.confirm();
    else if (hit?.label === DELETE) this.erase();
    else if (hit !== undefined) this.type(hit.label);
    return true;
  }

  nodes(): WidgetNode[] {
    if (this.field === undefined) return [];
    const { width, height } = this.core.device;
    const ground = { x: 0, y: 0, w: width, h: height, color: 0x101214 };
    const style = { align_h: 'CENTER_H', align_v: 'CENTER_V', color: 0xffffff };
    const shown = this.field.text + this.buffer;
    const line = {
      x: width * 0.15,
      y: height * 0.1,
      w: width * 0.7,
      h: height * 0.14,
      text: shown,
      text_size: 32,
    };
    const keys = this.keys().map((key, i): WidgetNode => {
      const { label, ...box } = key;
      const look = {
        text: label,
        text_size: 26,
        color: 0xffffff,
        normal_color: 0x2a2f33,
        press_color: 0x2a2f33,
        radius: 10,
      };
      return { id: OWN + 10 + i, type: 'BUTTON', props: { ...box, ...look } };
    });
    return [
      { id: OWN, type: 'FILL_RECT', props: ground },
      { id: OWN + 1, type: 'TEXT', props: { ...line, ...style } },
      ...keys,
    ];
  }

  private show({ scope, args: [option] }: OpCall): void {
    const { inputType, text, onComplete, onCancel } = asObject(option);
    const type = asText(inputType, 'CHAR');
    if (type === 'JSKB') {
      throw new Refused(
        'NotModelled',
        'inputType.JSKB needs a keyboard program, which this runtime does not model',
      );
    }
    this.endPage();
    this.field = {
      text: asText(text),
      type,
      done: scope.callback(onComplete),
      cancelled: scope.callback(onCancel),
    };
    scope.atEnd(() => this.endPage());
  }

  private become(type: string | undefined): void {
    if (this.field !== undefined && type !== undefined) this.field.type = type;
  }

  private function(key: string): void {
    if (key === 'BACKSPACE') this.erase();
    else if (key === 'ENTER') this.confirm();
    else if (key === 'CANCEL') this.cancel();
    else if (key === 'SELECT') this.become('SELECT');
    else if (key === 'SWITCH')
      this.become(IN_TURN[(IN_TURN.indexOf(this.inputType ?? '') + 1) % IN_TURN.length]);
    else throw new Refused('NotModelled', `keyboard.${key} is not modelled`);
  }

  /** Keys in rows over the lower part of the screen, then delete and done. */
  private keys(): Key[] {
    const { width, height } = this.core.device;
    const rows = [...(ROWS[this.field?.type ?? ''] ?? []).map((row) => [...row]), [DELETE, DONE]];
    const h = Math.floor((height * 0.62) / rows.length);
    return rows.flatMap((row, r) => {
      const room = width * (r === rows.length - 1 ? 0.5 : 0.8);
      const w = Math.floor(room / row.length);
      const left = Math.round((width - w * row.length) / 2);
      const y = Math.round(height * 0.28) + r * h;
      return row.map((label, i) => ({ label, x: left + i * w + 2, y: y + 2, w: w - 4, h: h - 4 }));
    });
  }
}
