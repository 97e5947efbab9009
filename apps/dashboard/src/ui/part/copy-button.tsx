import { useSay } from '../toast.js';

/** Puts a value into the clipboard and says so; `name` says which. */
export function CopyButton({ name, value }: { name: string; value: string }) {
  const say = useSay();
  const copy = async () => {
    // The clipboard is missing on plain http; the value is selectable text anyway.
    const copied = await navigator.clipboard?.writeText(value).then(
      () => true,
      () => false,
    );
    say(copied === true ? `${name} copied.` : 'Copying is not possible here. Please select the text.');
  };
  return (
    <button
      type="button"
      class="button button-quiet"
      onClick={copy}
      aria-label={`Copy ${name.toLowerCase()}`}
    >
      Copy
    </button>
  );
}
