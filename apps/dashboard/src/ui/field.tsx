type FieldProps = {
  name: string;
  label: string;
  hint?: string;
  type?: 'text' | 'password';
  autocomplete: string;
  minLength?: number;
};

/** An input with its label and, below it, what is expected. Values are read from the form when it is sent. */
export function Field({ name, label, hint, type = 'text', autocomplete, minLength = 1 }: FieldProps) {
  const hintId = `${name}-hint`;
  const common = {
    id: name,
    name,
    required: true,
    minLength,
    autocomplete,
    'aria-describedby': hint === undefined ? undefined : hintId,
  };
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {type === 'password' ? <input type="password" {...common} /> : <input type="text" {...common} />}
      {hint !== undefined && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

type ChoiceProps = { name: string; label: string; options: readonly { value: string; words: string }[] };

/** One of a few; the first is taken unless another is chosen. */
export function Choice({ name, label, options }: ChoiceProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        {options.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The text typed into the field called `name`. */
export function typed(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}
