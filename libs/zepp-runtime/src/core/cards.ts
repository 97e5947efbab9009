import type { JsonObject } from '../wire/json.js';
import type { AppProcess } from './app-process.js';
import { type Core, Refused } from './core.js';
import type { CardEntry } from './manifest.js';
import { textFile } from './package.js';
import type { Scope } from './realm.js';

/** `card`: a shortcut card (`AppWidget`). `secondary`: a page beside the watch face (`SecondaryWidget`). */
export type CardKind = 'card' | 'secondary';
export type Card = { path: string; kind: CardKind; name: string; height: number; scope: Scope | undefined };

/** A program has no more of both together. */
const MOST = 5;
/** Models with pages beside the watch face, by the platform's list of devices. */
const WITH_SECONDARY = new Set(
  'active_2_square balance_2 balance_2_xt bip_6 active_2_round balance active gtr_4 gtr_4_le gts_4 bip_5_unity bip_5 gtr_mini'.split(
    ' ',
  ),
);
/** Share of the screen's height that a card may take. */
const LEAST = 0.2;
const MOST_SHARE = 0.6;
const normal = (path: string) => path.replace(/^\/+/, '').replace(/\.js$/, '');

/** What may not be drawn: all that scrolls or lies in layers, and on cards groups too. */
const BARRED_WIDGETS = new Set('SCROLL_LIST CYCLE_LIST CYCLE_IMAGE_TEXT_LIST VIEW_CONTAINER'.split(' '));

/** Refuses a widget that cards and secondary widgets may not draw. */
export function checkCardWidget({ kind }: Scope, type: string): void {
  const barred = kind === 'card' || kind === 'secondary' ? BARRED_WIDGETS.has(type) : false;
  if (!barred && !(kind === 'card' && type === 'GROUP')) return;
  throw new Refused(
    'NotAllowed',
    `@zos/ui.widget.${type} is barred in a ${kind === 'card' ? 'shortcut card' : 'widget'}`,
  );
}

/** The wearer cannot have it; `message` says why. */
export class NoCard extends Error {
  override name = 'NoCard';
}

/**
 * Shortcut cards and secondary widgets: built when the wearer adds them, paused until one is in front. They share app.js with
 * the program's pages.
 */
export class Cards {
  /** The one that the wearer looks at. */
  private inFront: Card | undefined;
  /** Told when another one, or none, comes to the front, and when it changes its height. */
  onFront: (card: Card | undefined, origin: { x: number; y: number }) => void = () => undefined;
  private readonly added = new Map<string, Card>();
  private readonly core: Core;
  private readonly process: AppProcess;

  constructor(core: Core, process: AppProcess) {
    this.core = core;
    this.process = process;
    // Documented: they cannot talk to the phone; a page has to.
    core.ops.guard((op, { kind }) => {
      if ((kind !== 'card' && kind !== 'secondary') || !/^@zos\/ble\.(?!connectStatus)/.test(op)) return;
      throw new Refused('NotAllowed', `${op} is barred in cards and widgets`);
    });
    core.ops.add('@zos/ui', {
      getAppWidgetSize: ({ scope }) => ({ ...this.size(), ...this.heightOf(scope) }),
      setAppWidgetSize: ({ scope, args: [option] }) => {
        const h = (option as { h?: unknown } | null)?.h;
        const card = this.cardOf(scope);
        if (card === undefined || typeof h !== 'number') return;
        card.height = this.allowed(h);
        this.bring(this.inFront);
      },
    });
  }

  get front(): Card | undefined {
    return this.inFront;
  }

  /** What the package declares, in its order, cards before widgets. */
  get declared(): (CardEntry & { kind: CardKind; added: boolean })[] {
    const { module } = this.core.program.manifest;
    const of = (kind: CardKind, entries: CardEntry[] = []) =>
      entries.map((one) => ({ ...one, kind, added: this.added.has(normal(one.path)) }));
    return [
      ...of('card', module?.['app-widget']?.widgets),
      ...of('secondary', module?.['secondary-widget']?.widgets),
    ];
  }

  /** The wearer adds it: app.js is created unless it runs, then the card is built, and both are paused. */
  add(path: string): void {
    const at = this.declared.findIndex((one) => normal(one.path) === normal(path));
    const entry = this.declared[at];
    if (entry === undefined) throw new NoCard(`The package declares no card or widget ${path}.`);
    if (at >= MOST) throw new NoCard(`A program has at most ${MOST} cards and widgets; ${path} is one more.`);
    const { kind, name = '' } = entry;
    if (kind === 'secondary' && !WITH_SECONDARY.has(this.core.device.code)) {
      throw new NoCard(`${this.core.device.name} has no widgets beside its watch face.`);
    }
    if (this.added.has(normal(path))) return;
    const height = kind === 'card' ? this.size().h : this.core.device.height;
    const card: Card = { path: normal(path), kind, name, height, scope: undefined };
    this.added.set(card.path, card);
    this.build(card);
  }

  /** Brings it to the front; what is not added yet, is. */
  show(path: string): void {
    this.add(path);
    const card = this.added.get(normal(path));
    if (card === undefined || card === this.front) return;
    this.leave();
    if (card.scope === undefined) this.build(card);
    this.process.setFront(card, true);
    card.scope?.resume();
    this.bring(card);
    this.live(card, 'onResume');
  }

  /** The wearer looks at something else. */
  leave(): void {
    const { front } = this;
    if (front === undefined) return;
    this.live(front, 'onPause');
    this.bring(undefined);
    this.rest(front);
  }

  /** The wearer takes it off: it hears `onDestroy`, and app.js too when nothing else of the program lives. */
  remove(path: string): void {
    const card = this.added.get(normal(path));
    if (card === undefined) return;
    if (card === this.front) this.leave();
    this.added.delete(card.path);
    this.live(card, 'onDestroy');
    card.scope?.end();
    this.process.release(card, true);
  }

  /** After a restart: what is added is built anew. */
  rebuild(): void {
    for (const card of this.added.values()) if (card.scope === undefined) this.build(card);
  }

  /** All of them go, unheard. */
  clear(): void {
    this.bring(undefined);
    for (const card of this.added.values()) {
      card.scope?.end();
      this.process.release(card, false);
    }
    this.added.clear();
  }

  /** Where the drawing of a card begins: programs in the field count x from the screen's edge and y from the card's. */
  originOf({ kind, height }: Card): { x: number; y: number } {
    return { x: 0, y: kind === 'card' ? Math.round((this.core.device.height - height) / 2) : 0 };
  }

  private cardOf(scope: Scope): Card | undefined {
    return [...this.added.values()].find((one) => one.scope === scope);
  }

  private heightOf(scope: Scope): { h?: number } {
    const card = this.cardOf(scope);
    return card === undefined ? {} : { h: card.height };
  }

  private bring(card: Card | undefined): void {
    this.inFront = card;
    this.onFront(card, card === undefined ? { x: 0, y: 0 } : this.originOf(card));
  }

  private build(card: Card): void {
    const { device } = this.core.program;
    const code = textFile(device, `${card.path}.js`);
    if (code === undefined) {
      this.core.remark(`the package has no file ${card.path}.js`);
      return;
    }
    const realm = this.process.hold(card, () => this.died(card));
    this.process.setFront(card, true);
    card.scope = realm.openScope(card.kind);
    realm.eval(code, `${card.path}.js`);
    this.live(card, 'onInit', '');
    this.live(card, 'build', '');
    this.rest(card);
  }

  private rest(card: Card): void {
    card.scope?.pause();
    this.process.setFront(card, false);
  }

  private died(card: Card): void {
    card.scope = undefined;
    if (this.inFront === card) this.bring(undefined);
  }

  private live({ scope }: Card, method: string, ...args: string[]): void {
    scope?.realm.call('live', { id: scope.id, method, args });
  }

  /** The ground that the system draws under a card; its colour is measured in the platform's own picture. */
  groundOf({ kind, height: h }: Card): JsonObject | undefined {
    if (kind !== 'card') return undefined;
    const { w, margin: x, radius } = this.size();
    return { x, y: 0, w, h, radius, color: 0x242424 };
  }

  /**
   * Height is documented as half the screen. On square screens margin and corner are measured in the platform's picture of a
   * model 390 pixels wide; on round ones programs in the field reckon with 400 of 480 pixels.
   */
  private size(): { w: number; h: number; margin: number; radius: number } {
    const { width, height, shape } = this.core.device;
    const margin = Math.round(width * (shape === 'round' ? 40 / 480 : 4 / 390));
    return {
      w: width - 2 * margin,
      h: Math.round(height / 2),
      margin,
      radius: Math.round((width * 40) / 390),
    };
  }

  private allowed(h: number): number {
    const { height } = this.core.device;
    return Math.round(Math.min(height * MOST_SHARE, Math.max(height * LEAST, h)));
  }
}
