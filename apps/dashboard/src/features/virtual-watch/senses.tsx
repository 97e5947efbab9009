import type { Machine } from '@plumbline/zepp-runtime/browser';
import { useEffect, useState } from 'preact/hooks';

type Reading = { sensor: string; field: string; words: string; first: number; most: number };

/** What a body and a watch report, as the runtime names it. */
const READINGS: Reading[] = [
  { sensor: 'step', field: 'current', words: 'Steps today', first: 0, most: 99_999 },
  { sensor: 'step', field: 'target', words: 'Step goal', first: 8_000, most: 99_999 },
  { sensor: 'heartRate', field: 'current', words: 'Heart rate now', first: 0, most: 250 },
  { sensor: 'heartRate', field: 'last', words: 'Heart rate last', first: 0, most: 250 },
  { sensor: 'heartRate', field: 'resting', words: 'Heart rate at rest', first: 0, most: 250 },
  { sensor: 'battery', field: 'current', words: 'Battery, %', first: 80, most: 100 },
  { sensor: 'stand', field: 'current', words: 'Hours stood today', first: 0, most: 24 },
  { sensor: 'stand', field: 'target', words: 'Hours to stand', first: 12, most: 24 },
  { sensor: 'calorie', field: 'current', words: 'Calories today', first: 0, most: 9_999 },
  { sensor: 'distance', field: 'current', words: 'Distance today, m', first: 0, most: 99_999 },
];

const WORN = ['not worn', 'worn', 'in motion', 'unsure'];

/** Readings by hand. Each is told to the program when it is changed here, as a sensor would. */
export function Senses({ machine }: { machine: Machine | undefined }) {
  const [worn, setWorn] = useState(1);
  useEffect(() => setWorn(1), [machine]);
  return (
    <details class="sheet watch-part">
      <summary>Sensors</summary>
      <div class="senses">
        {READINGS.map((reading) => (
          <SenseField key={`${reading.sensor}.${reading.field}`} reading={reading} machine={machine} />
        ))}
        <div class="field">
          <label for="sense-wear">On the wrist</label>
          <select
            id="sense-wear"
            value={worn}
            onChange={(event) => {
              const status = Number(event.currentTarget.value);
              setWorn(status);
              machine?.input({ kind: 'sense', sensor: 'wear', change: { status } });
            }}
          >
            {WORN.map((words, status) => (
              <option key={words} value={status}>
                {words}
              </option>
            ))}
          </select>
        </div>
      </div>
    </details>
  );
}

function SenseField({ reading, machine }: { reading: Reading; machine: Machine | undefined }) {
  const { sensor, field, words, first, most } = reading;
  const [value, setValue] = useState(first);
  useEffect(() => setValue(first), [machine, first]);
  const id = `sense-${sensor}-${field}`;
  return (
    <div class="field">
      <label for={id}>{words}</label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={0}
        max={most}
        value={value}
        onChange={(event) => {
          const given = Math.max(0, Math.min(most, Math.round(Number(event.currentTarget.value) || 0)));
          event.currentTarget.value = String(given);
          setValue(given);
          machine?.input({ kind: 'sense', sensor, change: { [field]: given } });
        }}
      />
    </div>
  );
}
