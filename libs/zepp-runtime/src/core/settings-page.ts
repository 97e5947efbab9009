import { asObject, asText, isFunctionMark, type Json } from '../wire/json.js';
import type { Core } from './core.js';
import { textFile } from './package.js';
import type { PhoneSettings } from './phone-settings.js';
import { Callback, Realm, type Scope } from './realm.js';
import type { Instant } from './scheduler.js';
import { findPart, type SettingsPart, TreeCleaner } from './settings-tree.js';

export type { SettingsPart } from './settings-tree.js';

type Open = { realm: Realm; scope: Scope; tree: SettingsPart | undefined; stopped: boolean };

/** So many builds within a second are a page that writes while it builds (research: 26 in a row were seen). */
const MOST_BUILDS = 25;
const WINDOW_MS = 1_000;

/** The settings page in the phone's app: built on opening, and again after every change of the settings. */
export class SettingsPage {
  /** Addresses that links of the page have opened. */
  readonly opened: string[] = [];
  private open: Open | undefined;
  private waits = false;
  private builds: Instant[] = [];
  private readonly core: Core;
  private readonly settings: PhoneSettings;
  private readonly language: () => string;

  constructor(core: Core, settings: PhoneSettings, language: () => string) {
    this.core = core;
    this.settings = settings;
    this.language = language;
    settings.onAnyChange = () => this.rebuildSoon();
  }

  /** The tree as it is now; undefined when the package has no settings page or its `build` failed. Opens the page. */
  tree(): SettingsPart | undefined {
    return this.start()?.tree;
  }

  close(): void {
    this.open?.realm.dispose();
    this.open = undefined;
    this.builds = [];
  }

  /** Presses the first part with this label: a button, a link, a row, a view; a toggle changes sides, a toast goes. */
  click(label: string): boolean {
    const found = this.find(label, (part) => isPressed(part));
    if (found === undefined) return false;
    if (found.type === 'Toggle') return this.turn(found);
    if (found.type === 'Toast') return this.run(found.props.onClose, []);
    if (found.type === 'Link') return this.follow(found);
    return this.run(found.props.onClick, []);
  }

  /** Turns the toggle with this label, to a side or to the other. */
  toggle(label: string, on?: boolean): boolean {
    const found = this.find(label, ({ type }) => type === 'Toggle');
    return found !== undefined && this.turn(found, on);
  }

  /** Types into the first input with this label. A name of a select or slider is taken too. */
  type(label: string, text: string): boolean {
    const found = this.find(label, ({ type }) => ['TextInput', 'Select', 'Slider'].includes(type));
    if (found === undefined || found.props.disabled === true) return false;
    if (found.type === 'Select') return this.choose(found, [text]);
    if (found.type === 'Slider') return this.push(found, Number(text));
    return this.change(found, text);
  }

  /** Chooses by name or value of an option; several where the select takes several. False for what it does not offer. */
  select(label: string, wanted: string | string[]): boolean {
    const found = this.find(label, ({ type }) => type === 'Select');
    return found !== undefined && this.choose(found, [wanted].flat());
  }

  /** Moves the slider with this label, to the nearest step within its bounds. */
  slide(label: string, value: number): boolean {
    const found = this.find(label, ({ type }) => type === 'Slider');
    return found !== undefined && this.push(found, value);
  }

  /** The person has signed in: the program gets the token, or the code, of the provider. */
  authorize(label: string, answer: { token?: Json; code?: string }): boolean {
    const found = this.find(label, ({ type }) => type === 'Auth');
    if (found === undefined) return false;
    const token = answer.token !== undefined && this.run(found.props.onAccessToken, [answer.token]);
    const code = answer.code !== undefined && this.run(found.props.onReturn, [answer.code]);
    return token || code;
  }

  private find(label: string, fits: (part: SettingsPart) => boolean): SettingsPart | undefined {
    return findPart(this.tree(), label, fits);
  }

  private turn(part: SettingsPart, wanted?: boolean): boolean {
    const key = asText(part.props.settingsKey);
    const now = key === '' ? part.props.value === true : this.settings.get(key) === 'true';
    return this.change(part, wanted ?? !now);
  }

  private follow(part: SettingsPart): boolean {
    const address = asText(part.props.source);
    if (address !== '') this.opened.push(address);
    return this.run(part.props.onClick, []) || address !== '';
  }

  private choose(part: SettingsPart, wanted: string[]): boolean {
    const options = (Array.isArray(part.props.options) ? part.props.options : []).map(asObject);
    const values = wanted.map((one) => {
      const found = options.find(({ name, value }) => value === one || name === one);
      return found === undefined ? undefined : asText(found.value, asText(found.name));
    });
    if (values.some((value) => value === undefined)) return false;
    if (part.props.multiple === true) return this.change(part, values as string[]);
    return values.length === 1 && this.change(part, values[0] as string);
  }

  private push(part: SettingsPart, wanted: number): boolean {
    const { min, max, step } = part.props;
    const [least, most] = [typeof min === 'number' ? min : 0, typeof max === 'number' ? max : 100];
    const size = typeof step === 'number' && step > 0 ? step : 1;
    if (Number.isNaN(wanted)) return false;
    const near = least + Math.round((wanted - least) / size) * size;
    return this.change(part, Math.max(least, Math.min(most, near)));
  }

  /** A part with `settingsKey` writes by itself; `onChange` is told in any case. */
  private change(part: SettingsPart, value: Json): boolean {
    const key = asText(part.props.settingsKey);
    if (key !== '') {
      this.settings.set(key, typeof value === 'string' ? value : JSON.stringify(value), 'settings');
    }
    return this.run(part.props.onChange, [value]) || key !== '';
  }

  private run(mark: Json | undefined, args: Json[]): boolean {
    if (this.open === undefined || !isFunctionMark(mark)) return false;
    new Callback(this.open.scope, mark.$fn).invoke(...args);
    return true;
  }

  private start(): Open | undefined {
    const code = textFile(this.core.program.phone, 'setting.js');
    if (this.open !== undefined || code === undefined) return this.open;
    const scope = this.core.nextId();
    const realm = new Realm(this.core, 'settings', { page: { scope, language: this.language() } });
    realm.onBroken = () => this.close();
    this.open = { realm, scope: realm.adoptScope(scope, 'settings'), tree: undefined, stopped: false };
    realm.eval(code, 'setting.js');
    this.build(this.open);
    return this.open;
  }

  /** Changes at one instant are one build. */
  private rebuildSoon(): void {
    if (this.open === undefined || this.waits) return;
    this.waits = true;
    this.core.scheduler.after(0, this, () => {
      this.waits = false;
      if (this.open !== undefined) this.build(this.open);
    });
  }

  private build(open: Open): void {
    if (open.stopped || !open.realm.alive) return;
    const { now } = this.core.scheduler;
    this.builds = [...this.builds.filter((at) => now - at < WINDOW_MS), now];
    if (this.builds.length > MOST_BUILDS) {
      open.stopped = true;
      this.core.remark(
        `the settings page was built ${MOST_BUILDS} times within a second and is stopped: it changes the settings while it builds`,
      );
      return;
    }
    const cleaner = new TreeCleaner();
    open.tree = cleaner.clean(open.realm.call('build', null));
    for (const words of new Set(cleaner.refused)) this.core.remark(`settings page: ${words}`);
  }
}

const isPressed = ({ type, props }: SettingsPart): boolean =>
  type === 'Toggle' ||
  isFunctionMark(props.onClick) ||
  (type === 'Link' && asText(props.source) !== '') ||
  (type === 'Toast' && isFunctionMark(props.onClose));
