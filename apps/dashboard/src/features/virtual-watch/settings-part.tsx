import type { SettingsPart } from '@plumbline/zepp-runtime/browser';
import type { ComponentChildren } from 'preact';
import { Choice, Input, Slide } from './settings-fields.js';
import {
  childrenOf,
  DEEPEST,
  isPart,
  labelOf,
  propsOf,
  type SettingsActions,
  safeAddress,
  safePicture,
  settingOf,
  wordsOf,
} from './settings-words.js';

type PartProps = {
  part: SettingsPart | string;
  values: Readonly<Record<string, string>>;
  actions: SettingsActions;
};

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
    case 'Slider':
      return <Slide label={label} props={props} values={values} actions={actions} />;
    case 'Image': {
      const src = safePicture(props.src);
      return src === undefined ? (
        <p class="soft small">{label}</p>
      ) : (
        <img src={src} alt={wordsOf(props.alt)} />
      );
    }
    case 'TextImageRow':
      return <Row label={label} more={wordsOf(props.sublabel)} actions={actions} pressed={hears(props)} />;
    case 'Toast':
      return props.visible === true ? (
        <button type="button" class="notice phone-toast" onClick={() => actions.click(label)}>
          <span role="status">{wordsOf(props.message) || label}</span>
        </button>
      ) : null;
    case 'Auth':
      return (
        <p class="soft small">{label}: signing in to other services is not part of the virtual phone.</p>
      );
    case 'View':
      return hears(props) && label !== '' ? (
        <button type="button" class="button button-quiet phone-view" onClick={() => actions.click(label)}>
          {label}
        </button>
      ) : (
        <div class="phone-part">{inside}</div>
      );
    default:
      return (
        <div class="phone-part">
          {wordsOf(props.title) !== '' && <h3>{wordsOf(props.title)}</h3>}
          {wordsOf(props.description) !== '' && <p class="soft small">{wordsOf(props.description)}</p>}
          {inside}
        </div>
      );
  }
}

const hears = (props: Record<string, unknown>): boolean => props.onClick !== undefined;

type RowProps = { label: string; more: string; actions: SettingsActions; pressed: boolean };

function Row({ label, more, actions, pressed }: RowProps) {
  const words = (
    <>
      {label} {more !== '' && <span class="soft small">{more}</span>}
    </>
  );
  return pressed ? (
    <button type="button" class="button button-quiet" onClick={() => actions.click(label)}>
      {words}
    </button>
  ) : (
    <p>{words}</p>
  );
}
