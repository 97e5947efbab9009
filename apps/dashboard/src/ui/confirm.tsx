import { useEffect, useRef } from 'preact/hooks';
import { Button } from './button.js';

type ConfirmProps = {
  title: string;
  sentence: string;
  yes: string;
  onYes: () => void;
  onNo: () => void;
};

/** A question before something that cannot be taken back. Escape and "Keep it" mean no. */
export function Confirm({ title, sentence, yes, onYes, onNo }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={onNo} aria-labelledby="confirm-title">
      <h2 id="confirm-title">{title}</h2>
      <p class="soft question">{sentence}</p>
      <div class="button-row">
        <Button kind="danger" onClick={onYes}>
          {yes}
        </Button>
        <Button kind="quiet" onClick={onNo}>
          Keep it
        </Button>
      </div>
    </dialog>
  );
}
