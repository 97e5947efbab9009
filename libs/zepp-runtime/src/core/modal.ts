import { constantOf } from '../wire/constants.js';
import { asNumber, asObject, asText, type JsonObject } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import type { Callback } from './realm.js';
import { type Box, type Point, within } from './widget-kinds/kind.js';
import type { WidgetNode } from './widget-tree.js';

/** One text, icon or button of a dialog. */
type Words = { text: string; size: number; color: number; alpha: number };
type Choice = { label: string; src: string; type: number };
type Open = {
  id: number;
  words: Words[];
  icon: string;
  capsules: Choice[];
  buttons: Choice[];
  shown: boolean;
  autoHide: boolean;
  told: Callback | undefined;
};

const OWN = 1_200_000_000;
/** Documented: what a touched capsule tells counts from here. */
const FIRST_CAPSULE = 10;
/** `createDialog` counts its own buttons, as documented. */
const DIALOG = { cancel: 0, ok: 1 };
const WHITE = 0xffffff;

/** The dialogs a program opens over its page: `createModal` and `createDialog`. One is seen at a time, the last one opened. */
export class Modals {
  private open: Open[] = [];
  private last = 0;
  private readonly core: Core;

  constructor(core: Core) {
    this.core = core;
    core.ops.add('@zos/interaction', { createModal: (call) => this.modal(call) });
    core.ops.add('modal', {
      show: ({ args: [id, shown] }) => {
        const found = this.open.find((one) => one.id === id);
        if (found !== undefined) found.shown = shown === true;
      },
      dialog: (call) => this.dialog(call),
    });
  }

  endPage(): void {
    this.open = [];
  }

  get shown(): boolean {
    return this.seen() !== undefined;
  }

  /** True when a dialog is open: it takes every tap. */
  tap(at: Point): boolean {
    const modal = this.seen();
    if (modal === undefined) return false;
    const hit = this.choices(modal).find(({ box }) => within(box, at));
    if (hit === undefined) return true;
    if (modal.autoHide) modal.shown = false;
    modal.told?.invoke({ type: hit.choice.type });
    return true;
  }

  nodes(): WidgetNode[] {
    const modal = this.seen();
    if (modal === undefined) return [];
    const { width, height } = this.core.device;
    const ground = { x: 0, y: 0, w: width, h: height, color: 0 };
    const icon = { x: Math.round(width / 2) - 32, y: Math.round(height * 0.08), src: modal.icon };
    return [
      { id: OWN, type: 'FILL_RECT', props: ground },
      ...(modal.icon === '' ? [] : [{ id: OWN + 1, type: 'IMG', props: icon }]),
      ...this.textNodes(modal),
      ...this.choices(modal).map(({ choice, box }, i) => buttonNode(OWN + 20 + i, choice, box)),
    ];
  }

  private seen(): Open | undefined {
    return [...this.open].reverse().find(({ shown }) => shown);
  }

  private modal({ scope, args: [given] }: OpCall): number {
    const option = asObject(given);
    const n = (name: string, otherwise: number) => asNumber(option[name], otherwise);
    const words = (text: unknown, size: number, more: Partial<Words> = {}): Words[] =>
      asText(text) === '' ? [] : [{ text: asText(text), size, color: WHITE, alpha: 255, ...more }];
    const button = (name: string, src: unknown, label: string) => ({
      label,
      src: asText(src),
      type: constantOf('@zos/interaction', name),
    });
    const capsules = Array.isArray(option.capsuleButton) ? option.capsuleButton : [];
    return this.add({
      words: [
        ...words(option.title, 34),
        ...words(option.content, 32),
        ...words(option.subtitle, 26),
        ...words(option.text, 26, { color: n('textColor', WHITE), alpha: n('textAlpha', 255) }),
      ],
      icon: asText(option.src),
      capsules: capsules.map((label, i) => ({ label: asText(label), src: '', type: FIRST_CAPSULE + i })),
      buttons: [
        button('MODAL_CANCEL', option.cancelButton, 'Cancel'),
        button('MODAL_CONFIRM', option.okButton, 'OK'),
      ],
      shown: option.show !== false,
      autoHide: option.autoHide !== false,
      told: scope.callback(option.onClick),
    });
  }

  private dialog({ scope, args: [given] }: OpCall): number {
    const option = asObject(given);
    const words = { text: asText(option.title), size: 32, color: WHITE, alpha: 255 };
    return this.add({
      words: [words],
      icon: '',
      capsules: [],
      buttons: [
        { label: 'Cancel', src: '', type: DIALOG.cancel },
        { label: 'OK', src: '', type: DIALOG.ok },
      ],
      shown: option.show === true,
      autoHide: option.auto_hide !== false,
      // The declarations also know the older, misspelt name.
      told: scope.callback(option.click_listener) ?? scope.callback(option.click_linster),
    });
  }

  private add(made: Omit<Open, 'id'>): number {
    this.last += 1;
    this.open.push({ ...made, id: this.last });
    return this.last;
  }

  /** Where everything that can be touched stands; the system's own places are not documented. */
  private choices({ capsules, buttons }: Open): { choice: Choice; box: Box }[] {
    const { width, height } = this.core.device;
    const w = Math.round(width / 3);
    const lowest = Math.round(height * 0.7);
    const h = Math.min(70, Math.round(height * 0.13));
    const wide = Math.round(width * 0.6);
    const up = (i: number) => lowest - (capsules.length - i) * (h + 8);
    return [
      ...capsules.map((choice, i) => ({ choice, box: { x: (width - wide) / 2, y: up(i), w: wide, h } })),
      ...buttons.map((choice, i) => ({
        choice,
        box: { x: Math.round(i === 0 ? width / 2 - w - 10 : width / 2 + 10), y: lowest, w, h },
      })),
    ];
  }

  private textNodes({ words, icon, capsules }: Open): WidgetNode[] {
    const { width, height } = this.core.device;
    const top = height * (icon === '' ? (capsules.length > 0 ? 0.1 : 0.16) : 0.24);
    const room = height * 0.68 - top - capsules.length * (Math.min(70, height * 0.13) + 8);
    const h = Math.max(16, Math.floor(room / Math.max(1, words.length)));
    const scale = Math.min(1, width / 480);
    return words.map(({ text, size, color, alpha }, i) => {
      const box = { x: Math.round(width * 0.12), y: Math.round(top + i * h), w: Math.round(width * 0.76), h };
      const style = { align_h: 'CENTER_H', align_v: 'CENTER_V', text_style: 'WRAP' };
      return {
        id: OWN + 2 + i,
        type: 'TEXT',
        props: { ...box, text, text_size: Math.round(size * scale), color, alpha, ...style },
      };
    });
  }
}

function buttonNode(id: number, { label, src }: Choice, box: Box): WidgetNode {
  if (src !== '') return { id, type: 'IMG', props: { ...box, src } };
  const look: JsonObject = {
    text: label,
    text_size: 30,
    color: WHITE,
    normal_color: 0x333333,
    press_color: 0x333333,
  };
  return { id, type: 'BUTTON', props: { ...box, ...look, radius: 35 } };
}
