import type { SettingsPart } from '@plumbline/zepp-runtime/browser';

/** What a person does on the phone's page: presses something with a label, or types into it. */
export type SettingsActions = {
  click(label: string): void;
  type(label: string, text: string): void;
  choose(label: string, values: string[]): void;
};

/** Trees of a program may be of any depth; a page of settings is not. */
export const DEEPEST = 12;
export const MOST_CHILDREN = 200;

export const isPart = (value: unknown): value is SettingsPart =>
  typeof value === 'object' && value !== null && typeof (value as SettingsPart).type === 'string';

export const propsOf = (part: SettingsPart): Record<string, unknown> =>
  typeof part.props === 'object' && part.props !== null ? part.props : {};

export const childrenOf = (part: SettingsPart): (SettingsPart | string)[] =>
  Array.isArray(part.children) ? part.children.slice(0, MOST_CHILDREN) : [];

export function wordsOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value;
  if (!isPart(value) || depth > DEEPEST) return '';
  return childrenOf(value)
    .map((child) => wordsOf(child, depth + 1))
    .join('');
}

export const labelOf = (part: SettingsPart): string => {
  const props = propsOf(part);
  for (const key of ['label', 'title', 'placeholder', 'settingsKey']) {
    const words = wordsOf(props[key]);
    if (words !== '') return words;
  }
  return wordsOf(part);
};

/** Only https leads out of the page; anything else is shown as words. */
export function safeAddress(value: unknown): string | undefined {
  try {
    const url = new URL(String(value));
    return url.protocol === 'https:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Only pictures that are written out in the address: the page loads none from elsewhere. */
export const safePicture = (value: unknown): string | undefined =>
  typeof value === 'string' && /^data:image\/(png|jpe?g|gif|webp);base64,[a-z0-9+/=]*$/i.test(value)
    ? value
    : undefined;

export const settingOf = (props: Record<string, unknown>, values: Readonly<Record<string, string>>): string =>
  values[String(props.settingsKey)] ??
  (typeof props.value === 'string' ? props.value : String(props.value ?? ''));
