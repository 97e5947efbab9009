import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../ui/index.js';
import { type Program, plumbline, programFrom } from './program.js';

type ChoiceProps = { program: Program; onChoose: (program: Program) => void };

/** The program that runs: this server's, or a package from a file. A file may be dropped anywhere on the page. */
export function PackageChoice({ program, onChoose }: ChoiceProps) {
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const found = await programFrom(file);
    setProblem(typeof found === 'string' ? found : undefined);
    if (typeof found !== 'string') onChoose(found);
  };
  useDrop((file) => void take(file));
  const { own } = program;
  return (
    <div class="package-choice">
      <p>
        <b>Program</b>{' '}
        <span class="package-name">{own === undefined ? 'Plumbline, from this server' : own.name}</span>
      </p>
      <div class="button-row">
        <input
          ref={input}
          class="unseen"
          type="file"
          id="watch-package"
          tabIndex={-1}
          aria-label="Package file"
          accept=".zab,.zpk,.zip"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <Button kind="quiet" onClick={() => input.current?.click()}>
          Run a package of your own
        </Button>
        {own !== undefined && (
          <Button kind="quiet" onClick={() => onChoose(plumbline)}>
            Back to Plumbline
          </Button>
        )}
      </div>
      {problem !== undefined && (
        <p class="notice notice-problem" role="alert">
          {problem}
        </p>
      )}
      {own === undefined ? (
        <p class="soft small">
          A .zab or .zpk for Zepp OS; you may also drop it on this page. It stays in this browser.
        </p>
      ) : (
        <label class="watch-switch">
          <input
            type="checkbox"
            checked={program.network}
            onChange={(event) => onChoose({ ...program, network: event.currentTarget.checked })}
          />
          Its phone may reach this server
        </label>
      )}
    </div>
  );
}

function useDrop(take: (file: File | undefined) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      over(event);
      if (event.defaultPrevented) latest.current(event.dataTransfer?.files[0]);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, []);
}
