import { useState } from 'preact/hooks';
import { MOST_CHILDREN, type SettingsActions, settingOf, wordsOf } from './settings-words.js';

type FieldProps = {
  label: string;
  props: Record<string, unknown>;
  values: Readonly<Record<string, string>>;
  actions: SettingsActions;
};

/** What is being typed stands until it is handed over: the page is built anew whenever any setting changes. */
export function Input({ label, props, values, actions }: FieldProps) {
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
        disabled={props.disabled === true}
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

const listOf = (text: string): string[] => {
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? found.map(String) : [text];
  } catch {
    return [text];
  }
};

export function Choice({ label, props, values, actions }: FieldProps) {
  const entries = Array.isArray(props.options)
    ? (props.options as Record<string, unknown>[]).slice(0, MOST_CHILDREN)
    : [];
  const several = props.multiple === true;
  const now = settingOf(props, values);
  const chosen = several ? listOf(now) : [now];
  return (
    <label class="field">
      {label}
      <select
        multiple={several}
        onChange={({ currentTarget }) =>
          actions.choose(
            label,
            [...currentTarget.selectedOptions].map(({ value }) => value),
          )
        }
      >
        {entries.map((entry, index) => {
          const value = String(entry?.value ?? wordsOf(entry?.name));
          return (
            <option key={index} value={value} selected={chosen.includes(value)}>
              {wordsOf(entry?.name)}
            </option>
          );
        })}
      </select>
    </label>
  );
}

export function Slide({ label, props, values, actions }: FieldProps) {
  const numberOf = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);
  const least = numberOf(props.min, 0);
  const now = Number(settingOf(props, values));
  return (
    <label class="field">
      {label}
      <input
        type="range"
        min={least}
        max={numberOf(props.max, 100)}
        step={numberOf(props.step, 1)}
        value={Number.isFinite(now) ? now : least}
        onChange={(event) => actions.type(label, event.currentTarget.value)}
      />
    </label>
  );
}
