import { constantOf } from '../wire/constants.js';
import { asNumber, asObject, asText, type JsonObject } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import type { Callback, Scope } from './realm.js';
import type { Appointment } from './scheduler.js';
import type { WidgetNode } from './widget-tree.js';

const TOAST_MS = 2_000;
const BAR_HEIGHT = 64;
/** Ids of the runtime's own nodes, apart from the program's. */
const OWN = 1_000_000_000;

type Modal = {
  id: number;
  content: string;
  shown: boolean;
  onClick: Callback | undefined;
  autoHide: boolean;
};
type Button = { label: string; type: number; x: number; y: number; w: number; h: number };

/** What the system draws over a page: toast, dialog, and the status bar of square screens. */
export class Overlay {
  toast: string | undefined;
  title = '';
  barVisible = true;
  private modal: Modal | undefined;
  private last = 0;
  private timer: Appointment | undefined;
  private readonly core: Core;

  constructor(core: Core) {
    this.core = core;
    const show = (text: string) => {
      core.scheduler.cancel(this.timer);
      this.toast = text;
      this.timer = core.scheduler.after(TOAST_MS, this, () => {
        this.toast = undefined;
      });
    };
    core.ops.add('@zos/interaction', {
      showToast: ({ args: [option] }) => show(asText(asObject(option).content)),
      createModal: (call) => this.open(call),
    });
    core.ops.add('modal', {
      show: ({ args: [id, shown] }) => {
        if (this.modal !== undefined && this.modal.id === id) this.modal.shown = shown === true;
      },
    });
    core.ops.add('@zos/ui', {
      showToast: ({ args: [option] }) => show(asText(asObject(option).text)),
      setStatusBarVisible: ({ args: [visible] }) => {
        this.barVisible = visible === true;
      },
      updateStatusBarTitle: ({ args: [title] }) => {
        this.title = asText(title);
      },
      setScrollView: () => true,
    });
  }

  endPage(): void {
    this.modal = undefined;
    this.barVisible = true;
    this.title = '';
  }

  /** True when a dialog is open: it takes every tap. */
  tap(x: number, y: number): boolean {
    const { modal } = this;
    if (modal === undefined || !modal.shown) return false;
    const hit = this.buttons().find((b) => x >= b.x && y >= b.y && x < b.x + b.w && y < b.y + b.h);
    if (hit === undefined) return true;
    if (modal.autoHide) this.modal = undefined;
    modal.onClick?.invoke({ type: hit.type });
    return true;
  }

  nodes(): WidgetNode[] {
    return [...this.barNodes(), ...this.modalNodes(), ...this.toastNodes()];
  }

  private open({ scope, args: [given] }: OpCall): number {
    const option = asObject(given);
    this.last += 1;
    const content = [option.title, option.content]
      .map((text) => asText(text))
      .filter(Boolean)
      .join('\n');
    const shown = option.show !== false;
    const onClick = clickOf(scope, option);
    this.modal = { id: this.last, content, shown, onClick, autoHide: option.autoHide !== false };
    return this.last;
  }

  private buttons(): Button[] {
    const { width, height } = this.core.device;
    const w = Math.round(width / 3);
    const place = { y: Math.round(height * 0.62), w, h: 80 };
    const button = (label: string, name: string, x: number) => ({
      label,
      type: constantOf('@zos/interaction', name),
      x: Math.round(x),
      ...place,
    });
    return [
      button('Cancel', 'MODAL_CANCEL', width / 2 - w - 10),
      button('OK', 'MODAL_CONFIRM', width / 2 + 10),
    ];
  }

  private text(id: number, text: string, box: { y: number; h: number; size: number }): WidgetNode {
    const { width } = this.core.device;
    const props: JsonObject = {
      x: 40,
      y: box.y,
      w: width - 80,
      h: box.h,
      text,
      text_size: box.size,
      color: 0xffffff,
    };
    const style = { align_h: 'CENTER_H', align_v: 'CENTER_V', text_style: 'WRAP' };
    return { id: OWN + id, type: 'TEXT', props: { ...props, ...style } };
  }

  private barNodes(): WidgetNode[] {
    if (this.core.device.shape !== 'square' || !this.barVisible) return [];
    const name = this.title || this.core.program.manifest.app.appName;
    return [this.text(1, asText(name), { y: 0, h: BAR_HEIGHT, size: 28 })];
  }

  private modalNodes(): WidgetNode[] {
    if (this.modal === undefined || !this.modal.shown) return [];
    const { width, height } = this.core.device;
    const ground: WidgetNode = {
      id: OWN + 2,
      type: 'FILL_RECT',
      props: { x: 0, y: 0, w: width, h: height, color: 0 },
    };
    const text = this.text(3, this.modal.content, {
      y: Math.round(height * 0.2),
      h: Math.round(height * 0.4),
      size: 32,
    });
    const buttons = this.buttons().map(({ label, x, y, w, h }, i): WidgetNode => {
      const look = { text_size: 32, color: 0xffffff, normal_color: 0x333333, radius: 40 };
      return { id: OWN + 4 + i, type: 'BUTTON', props: { x, y, w, h, text: label, ...look } };
    });
    return [ground, text, ...buttons];
  }

  private toastNodes(): WidgetNode[] {
    if (this.toast === undefined) return [];
    const { height } = this.core.device;
    return [this.text(9, this.toast, { y: Math.round(height * 0.7), h: 80, size: asNumber(28) })];
  }
}

const clickOf = (scope: Scope, option: JsonObject): Callback | undefined => scope.callback(option.onClick);
