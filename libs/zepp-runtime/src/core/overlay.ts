import { asNumber, asObject, asText, type JsonObject } from '../wire/json.js';
import type { Core } from './core.js';
import { Modals } from './modal.js';
import type { Appointment } from './scheduler.js';
import { statusBar } from './status-bar.js';
import type { WidgetNode } from './widget-tree.js';

const TOAST_MS = 2_000;
/** Ids of the runtime's own nodes, apart from the program's. */
const OWN = 1_000_000_000;

/** What the system draws over a page: toast, dialog, and the status bar of square screens. */
export class Overlay {
  toast: string | undefined;
  title = '';
  barVisible = true;
  /** Whether the wearer wants a clock of twelve hours. */
  twelve = () => false;
  private readonly modals: Modals;
  private timer: Appointment | undefined;
  private readonly core: Core;

  constructor(core: Core) {
    this.core = core;
    this.modals = new Modals(core);
    const show = (text: string) => {
      core.scheduler.cancel(this.timer);
      this.toast = text;
      this.timer = core.scheduler.after(TOAST_MS, this, () => {
        this.toast = undefined;
      });
    };
    core.ops.add('@zos/interaction', {
      showToast: ({ args: [option] }) => show(asText(asObject(option).content)),
    });
    core.ops.add('@zos/ui', {
      showToast: ({ args: [option] }) => show(asText(asObject(option).text)),
      setStatusBarVisible: ({ args: [visible] }) => {
        this.barVisible = visible === true;
      },
      updateStatusBarTitle: ({ args: [title] }) => {
        this.title = asText(title);
      },
    });
  }

  endPage(): void {
    this.modals.endPage();
    this.barVisible = true;
    this.title = '';
  }

  /** True when a dialog is open: it takes every tap. */
  tap(x: number, y: number): boolean {
    return this.modals.tap({ x, y });
  }

  /** Whether a dialog hides the page. */
  get covers(): boolean {
    return this.modals.shown;
  }

  /** `covered`: a widget of the page takes the whole screen, the bar's place too. */
  nodes(covered = false): WidgetNode[] {
    return [...(covered ? [] : this.barNodes()), ...this.modals.nodes(), ...this.toastNodes()];
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
    const title = this.title || this.core.program.manifest.app.appName;
    return statusBar(this.core, { id: OWN + 1, title, twelve: this.twelve() });
  }

  private toastNodes(): WidgetNode[] {
    if (this.toast === undefined) return [];
    const { height } = this.core.device;
    return [this.text(9, this.toast, { y: Math.round(height * 0.7), h: 80, size: asNumber(28) })];
  }
}
