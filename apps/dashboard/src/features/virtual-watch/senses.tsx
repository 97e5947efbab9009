import { calm, type Machine } from '@plumbline/zepp-runtime/browser';
import { useEffect, useMemo, useState } from 'preact/hooks';

type Reading = { path: string; words: string; most: number; least?: number };

/** What a body and a watch report, by the runtime's names. */
const READINGS: Reading[] = [
  { path: 'step.current', words: 'Steps today', most: 99_999 },
  { path: 'step.target', words: 'Step goal', most: 99_999 },
  { path: 'heartRate.current', words: 'Heart rate now', most: 250 },
  { path: 'heartRate.last', words: 'Heart rate last', most: 250 },
  { path: 'heartRate.resting', words: 'Heart rate at rest', most: 250 },
  { path: 'battery.current', words: 'Battery, %', most: 100 },
  { path: 'stand.current', words: 'Hours stood', most: 24 },
  { path: 'stand.target', words: 'Hours to stand', most: 24 },
  { path: 'calorie.current', words: 'Calories', most: 9_999 },
  { path: 'distance.current', words: 'Distance, m', most: 99_999 },
  { path: 'bloodOxygen.value', words: 'Blood oxygen, %', most: 100 },
  { path: 'stress.value', words: 'Stress', most: 100 },
  { path: 'light.lux', words: 'Light, lux', most: 100_000 },
  { path: 'barometer.airPressure', words: 'Air, hPa', most: 1_100 },
  { path: 'barometer.altitude', words: 'Altitude, m', most: 9_000, least: -500 },
  { path: 'compass.angle', words: 'Compass, °', most: 359 },
];

function atFirst(path: string): number {
  const [sensor = '', field = ''] = path.split('.');
  const found = (calm() as Record<string, Record<string, unknown>>)[sensor]?.[field];
  return typeof found === 'number' ? found : 0;
}

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
          <SenseField key={reading.path} reading={reading} machine={machine} />
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
  const { path, words, most, least = 0 } = reading;
  const [sensor = '', field = ''] = path.split('.');
  const first = useMemo(() => atFirst(path), [path]);
  const [value, setValue] = useState(first);
  // What is being typed stays, however often the page draws itself meanwhile.
  const [draft, setDraft] = useState<string>();
  useEffect(() => setValue(first), [machine, first]);
  const id = `sense-${sensor}-${field}`;
  return (
    <div class="field">
      <label for={id}>{words}</label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        value={draft ?? value}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onChange={(event) => {
          const given = Math.max(least, Math.min(most, Math.round(Number(event.currentTarget.value) || 0)));
          event.currentTarget.value = String(given);
          setDraft(undefined);
          setValue(given);
          machine?.input({ kind: 'sense', sensor, change: { [field]: given } });
        }}
      />
    </div>
  );
}
