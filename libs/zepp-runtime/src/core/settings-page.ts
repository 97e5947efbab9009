import { asObject, asText, isFunctionMark, type Json, type JsonObject } from '../wire/json.js';
import type { Core } from './core.js';
import { textFile } from './package.js';
import type { PhoneSettings } from './phone-settings.js';
import { Callback, Realm, type Scope } from './realm.js';

/** One component as the program's `build` made it. Functions are left as `{$fn}` marks; `children` may be texts. */
export type SettingsPart = { type: string; props: JsonObject; children: (SettingsPart | string)[] };

const isPart = (value: unknown): value is SettingsPart =>
  'type' in asObject(value) && 'props' in asObject(value);

/** Every part of a tree, parents first; parts that stand in properties too. */
function* partsOf(part: SettingsPart): Generator<SettingsPart> {
  yield part;
  for (const child of part.children) if (typeof child !== 'string') yield* partsOf(child);
  for (const value of Object.values(part.props)) if (isPart(value)) yield* partsOf(value);
}

const textsOf = (part: SettingsPart): string[] =>
  part.children.flatMap((child) => (typeof child === 'string' ? [child] : textsOf(child)));

/** What a person would call this part: its label, title, placeholder or text. */
const namesOf = (part: SettingsPart): string[] =>
  ['label', 'title', 'placeholder', 'subTitle', 'settingsKey']
    .map((key) => {
      const value = part.props[key];
      return isPart(value) ? textsOf(value).join('') : asText(value);
    })
    .concat(textsOf(part).join(''))
    .filter((name) => name !== '');

/** The settings page in the phone's app: built on opening and again after every change of the settings. */
export class SettingsPage {
  private open: { realm: Realm; scope: Scope } | undefined;
  private readonly core: Core;
  private readonly settings: PhoneSettings;
  private readonly language: () => string;

  constructor(core: Core, settings: PhoneSettings, language: () => string) {
    this.core = core;
    this.settings = settings;
    this.language = language;
  }

  /** The tree as it is now; undefined when the package has no settings page or its `build` failed. */
  tree(): SettingsPart | undefined {
    const tree = this.start()?.realm.call('build', null);
    return isPart(tree) ? tree : undefined;
  }

  close(): void {
    this.open?.realm.dispose();
    this.open = undefined;
  }

  /** Presses the first part with this label: a button, a link, a row; a toggle changes sides. */
  click(label: string): boolean {
    const found = this.find(label, (part) => part.type === 'Toggle' || isFunctionMark(part.props.onClick));
    if (found === undefined) return false;
    if (found.type !== 'Toggle') return this.run(found.props.onClick, []);
    const key = asText(found.props.settingsKey);
    const now = key === '' ? found.props.value === true : this.settings.get(key) === 'true';
    return this.change(found, !now);
  }

  /** Types into the first input with this label, or chooses from a select. */
  type(label: string, text: string): boolean {
    const found = this.find(label, (part) => ['TextInput', 'Select', 'Slider'].includes(part.type));
    return found !== undefined && this.change(found, text);
  }

  private find(label: string, fits: (part: SettingsPart) => boolean): SettingsPart | undefined {
    const tree = this.tree();
    const parts = tree === undefined ? [] : [...partsOf(tree)].filter(fits);
    const exact = parts.find((part) => namesOf(part).includes(label));
    return exact ?? parts.find((part) => namesOf(part).some((name) => name.includes(label)));
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

  private start(): SettingsPage['open'] {
    const code = textFile(this.core.program.phone, 'setting.js');
    if (this.open !== undefined || code === undefined) return this.open;
    const scope = this.core.nextId();
    const realm = new Realm(this.core, 'settings', { page: { scope, language: this.language() } });
    realm.onBroken = () => this.close();
    this.open = { realm, scope: realm.adoptScope(scope, 'settings') };
    realm.eval(code, 'setting.js');
    return this.open;
  }
}
