import type { Json } from '../wire/json.js';
import type { SettingsPart } from './settings-page.js';
import type { WatchParts } from './watch-parts.js';

/** The phone in a test's hands: its side service, its settings page, its connection. */
export class WatchPhone {
  readonly settings: {
    get(key: string): string | undefined;
    set(key: string, value: string): void;
    all(): Record<string, string>;
  };
  private readonly parts: WatchParts;

  constructor(parts: WatchParts) {
    this.parts = parts;
    const { settings, clockwork } = parts;
    this.settings = {
      get: (key) => settings.get(key),
      all: () => settings.all(),
      // As if the settings page had written it: that is what wakes a side service.
      set: (key, value) => clockwork.enter(() => settings.set(key, value, 'settings')),
    };
  }

  get running(): boolean {
    return this.parts.phone.running;
  }

  /** Starts the side service without a watch asking. False when the package has none. */
  start(): boolean {
    return this.parts.clockwork.enter(() => this.parts.phone.start());
  }

  /** The phone's system ends the side service at once. */
  kill(): void {
    this.parts.clockwork.enter(() => this.parts.phone.kill());
  }

  /** The phone's app ends the side service in order, as after a while without use. */
  stop(): void {
    this.parts.clockwork.enter(() => this.parts.phone.stop());
  }

  /** From now on every `fetch` and download fails at once, or no longer. */
  refuseFetch(refuse = true): void {
    this.parts.phoneNet.refuses = refuse;
  }

  /** Locked and saving power: the network is refused at once, until `wakeUp`. */
  sleep(): void {
    this.refuseFetch();
  }

  wakeUp(): void {
    this.refuseFetch(false);
  }

  get asleep(): boolean {
    return this.parts.phoneNet.refuses;
  }

  /** Files of the side service by path. */
  get files(): ReadonlyMap<string, Uint8Array> {
    return this.parts.phoneFiles.files;
  }

  /** Whether the phone's app ends the side service when the link comes back. */
  get closesOnReconnect(): boolean {
    return this.parts.phone.closesOnReconnect;
  }

  set closesOnReconnect(closes: boolean) {
    this.parts.phone.closesOnReconnect = closes;
  }

  /** As `de-DE`. Settings page and side service read it when they start: an open page is closed. */
  get language(): string {
    return this.parts.phone.language;
  }

  set language(language: string) {
    this.parts.phone.language = language;
    this.parts.page.close();
  }

  settingsPage(): SettingsPart | undefined {
    return this.parts.clockwork.enter(() => this.parts.page.tree());
  }

  /** Presses what carries this label on the settings page; false when nothing does. */
  click(label: string): boolean {
    return this.parts.clockwork.enter(() => this.parts.page.click(label));
  }

  /** Types into the input with this label, or chooses a value; false when there is none. */
  type(label: string, text: string): boolean {
    return this.parts.clockwork.enter(() => this.parts.page.type(label, text));
  }

  /** Turns a toggle to a side, or to the other; false when there is none of this label. */
  toggle(label: string, on?: boolean): boolean {
    return this.parts.clockwork.enter(() => this.parts.page.toggle(label, on));
  }

  /** Chooses options of a select by name or value; false for what it does not offer. */
  select(label: string, wanted: string | string[]): boolean {
    return this.parts.clockwork.enter(() => this.parts.page.select(label, wanted));
  }

  /** Moves a slider, to the nearest step within its bounds. */
  slide(label: string, value: number): boolean {
    return this.parts.clockwork.enter(() => this.parts.page.slide(label, value));
  }

  /** Signs in for an `Auth`: the program gets the provider's token, or its code. */
  authorize(label: string, answer: { token?: Json; code?: string }): boolean {
    return this.parts.clockwork.enter(() => this.parts.page.authorize(label, answer));
  }

  /** Addresses that links of the settings page have opened, oldest first. */
  get openedLinks(): readonly string[] {
    return this.parts.page.opened;
  }

  closeSettingsPage(): void {
    this.parts.page.close();
  }
}
