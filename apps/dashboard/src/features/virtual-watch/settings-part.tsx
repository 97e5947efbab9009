import type { SettingsPart } from '@plumbline/zepp-runtime/browser';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** What a person does on the phone's page: presses something with a label, or types into it. */
export type SettingsActions = { click(label: string): void; type(label: string, text: string): void };

type PartProps = {
  part: SettingsPart | string;
  values: Readonly<Record<string, string>>;
  actions: SettingsActions;
};

/** Trees of a program may be of any depth; a page of settings is not. */
const DEEPEST = 12;
const MOST_CHILDREN = 200;

const isPart = (value: unknown): value is SettingsPart =>
  typeof value === 'object' && value !== null && typeof (value as SettingsPart).type === 'string';

const propsOf = (part: SettingsPart): Record<string, unknown> =>
  typeof part.props === 'object' && part.props !== null ? part.props : {};

const childrenOf = (part: SettingsPart): (SettingsPart | string)[] =>
  Array.isArray(part.children) ? part.children.slice(0, MOST_CHILDREN) : [];

function wordsOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value;
  if (!isPart(value) || depth > DEEPEST) return '';
  return childrenOf(value)
    .map((child) => wordsOf(child, depth + 1))
    .join('');
}

const labelOf = (part: SettingsPart): string => {
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

/** The settings page of a program as plain elements in the dashboard's own look; its styles and markup stay outside. */
export function Part({ part, values, actions, depth = 0 }: PartProps & { depth?: number }) {
  if (typeof part === 'string') return <>{part}</>;
  if (!isPart(part) || depth > DEEPEST) return null;
  const inside: ComponentChildren = childrenOf(part).map((child, index) => (
    <Part key={index} part={child} values={values} actions={actions} depth={depth + 1} />
  ));
  const props = propsOf(part);
  const label = labelOf(part);
  switch (part.type) {
    case 'Text':
      return <p>{inside}</p>;
    case 'Button':
      return (
        <button type="button" class="button button-quiet" onClick={() => actions.click(label)}>
          {label}
        </button>
      );
    case 'TextInput':
      return (
        <Input
          key={String(props.settingsKey)}
          label={label}
          props={props}
          values={values}
          actions={actions}
        />
      );
    case 'Toggle':
      return (
        <label class="phone-toggle">
          <input
            type="checkbox"
            checked={settingOf(props, values) === 'true'}
            onChange={() => actions.click(label)}
          />
          {label}
        </label>
      );
    case 'Select':
      return <Choice label={label} props={props} values={values} actions={actions} />;
    case 'Link': {
      const href = safeAddress(props.source ?? props.href);
      return href === undefined ? (
        <span>{inside}</span>
      ) : (
        <a href={href} target="_blank" rel="noreferrer noopener">
          {inside}
        </a>
      );
    }
    case 'TextImageRow':
      return <p>{label}</p>;
    case 'Image':
      return null;
    default:
      return (
        <div class="phone-part">
          {wordsOf(props.title) !== '' && <h3>{wordsOf(props.title)}</h3>}
          {inside}
        </div>
      );
  }
}

type FieldProps = {
  label: string;
  props: Record<string, unknown>;
  values: Readonly<Record<string, string>>;
  actions: SettingsActions;
};

const settingOf = (props: Record<string, unknown>, values: Readonly<Record<string, string>>): string =>
  values[String(props.settingsKey)] ??
  (typeof props.value === 'string' ? props.value : String(props.value ?? ''));

/** What is being typed stands until it is handed over: the page is built anew whenever any setting changes. */
function Input({ label, props, values, actions }: FieldProps) {
  const [draft, setDraft] = useState<string>();
  const id = `phone-${String(props.settingsKey ?? label)}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        value={draft ?? settingOf(props, values)}
        placeholder={wordsOf(props.placeholder)}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onChange={(event) => {
          actions.type(label, event.currentTarget.value);
          setDraft(undefined);
        }}
      />
    </div>
  );
}

function Choice({ label, props, values, actions }: FieldProps) {
  const entries = Array.isArray(props.options)
    ? (props.options as Record<string, unknown>[]).slice(0, MOST_CHILDREN)
    : [];
  return (
    <label class="field">
      {label}
      <select
        value={settingOf(props, values)}
        onChange={(event) => actions.type(label, event.currentTarget.value)}
      >
        {entries.map((entry, index) => (
          <option key={index} value={String(entry?.value ?? '')}>
            {wordsOf(entry?.name)}
          </option>
        ))}
      </select>
    </label>
  );
}
