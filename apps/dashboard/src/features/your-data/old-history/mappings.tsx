import { MOVEMENT_IDS } from '@plumbline/routine-core';
import { COLUMN_FIELDS, type ColumnField, type HistoryOptions } from '../../../api/index.js';
import { movementName } from '../../../words/movement-words.js';
import type { Looked } from './use-old-history.js';
import { FIELD_WORDS } from './words.js';

type MappingsProps = { looked: Looked; isBusy: boolean; onSay: (more: HistoryOptions) => void };
const NOTHING = '';

/** Where the file leaves something open: which column holds what, which exercise is which, how days are written. */
export function Mappings({ looked, isBusy, onSay }: MappingsProps) {
  const { preview, options } = looked;
  const isUnclear =
    options.dates !== undefined || preview.remarks.some(({ code }) => code === 'dates-unclear');
  return (
    <>
      {preview.unknown.length > 0 && <Strangers looked={looked} isBusy={isBusy} onSay={onSay} />}
      {preview.form === 'csv' && <Columns looked={looked} isBusy={isBusy} onSay={onSay} />}
      {isUnclear && (
        <Choice
          id="old-dates"
          label="In dates such as 3/4/2025"
          isBusy={isBusy}
          value={options.dates ?? 'day-first'}
          choices={[
            ['day-first', 'the day comes first'],
            ['month-first', 'the month comes first'],
          ]}
          onChoose={(dates) => onSay({ dates: dates as 'day-first' | 'month-first' })}
        />
      )}
    </>
  );
}

const MOVEMENTS = MOVEMENT_IDS.map((id): [string, string] => [id, movementName(id)]);
const FIELDS = COLUMN_FIELDS.map((field): [string, string] => [field, FIELD_WORDS[field]]);

function Strangers({ looked: { preview, options }, isBusy, onSay }: MappingsProps) {
  return (
    <fieldset class="old-mapping">
      <legend>Exercises that Plumbline does not know</legend>
      <div class="old-choices">
        {preview.unknown.map(({ name, sets, movement }, index) => (
          <Choice
            key={name}
            id={`old-movement-${index}`}
            label={`${name} (${sets} ${sets === 1 ? 'set' : 'sets'})`}
            isBusy={isBusy}
            value={movement ?? NOTHING}
            choices={[[NOTHING, 'Leave its sets out'], ...MOVEMENTS]}
            onChoose={(value) =>
              onSay({ movements: { ...options.movements, [name]: value === NOTHING ? null : value } })
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

function Columns({ looked: { preview, options }, isBusy, onSay }: MappingsProps) {
  const hasDay = preview.columns.some(({ field }) => field === 'date' || field === 'start');
  return (
    <details class="old-mapping" open={!hasDay}>
      <summary>What the columns hold</summary>
      <div class="old-choices">
        {preview.columns.map(({ name, field }, index) => (
          <Choice
            key={`${name} ${index}`}
            id={`old-column-${index}`}
            label={name === '' ? `Column ${index + 1}` : name}
            isBusy={isBusy || name === ''}
            value={field ?? NOTHING}
            choices={[[NOTHING, 'Nothing we need'], ...FIELDS]}
            onChoose={(value) =>
              onSay({
                columns: { ...options.columns, [name]: value === NOTHING ? null : (value as ColumnField) },
              })
            }
          />
        ))}
      </div>
    </details>
  );
}

type ChoiceProps = {
  id: string;
  label: string;
  isBusy: boolean;
  value: string;
  choices: readonly (readonly [string, string])[];
  onChoose: (value: string) => void;
};

function Choice({ id, label, isBusy, value, choices, onChoose }: ChoiceProps) {
  return (
    <div class="field old-choice">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-disabled={isBusy}
        onChange={({ currentTarget }) => {
          // Not disabled, which would take the focus away from whoever chooses by keys.
          if (isBusy) currentTarget.value = value;
          else onChoose(currentTarget.value);
        }}
      >
        {choices.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
