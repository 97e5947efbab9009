const RANGES = [
  { weeks: 4, name: '4 weeks' },
  { weeks: 12, name: '12 weeks' },
  { weeks: 53, name: 'A year' },
];

type RangeProps = { weeks: number; onChoose: (weeks: number) => void };

export function RangeChoice({ weeks, onChoose }: RangeProps) {
  return (
    <fieldset class="range-choice">
      <legend class="unseen">How far back</legend>
      {RANGES.map((range) => (
        <label key={range.weeks}>
          <input
            type="radio"
            name="range"
            checked={range.weeks === weeks}
            onChange={() => onChoose(range.weeks)}
          />
          {range.name}
        </label>
      ))}
    </fieldset>
  );
}
