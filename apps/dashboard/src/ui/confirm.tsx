import { useEffect, useRef } from 'preact/hooks';
import { Button } from './button.js';

type ConfirmProps = {
  title: string;
  sentence: string;
  yes: string;
  no?: string;
  onYes: () => void;
  onNo: () => void;
};

/** A question before something that cannot be taken back. Escape and the quiet button mean no. */
export function Confirm({ title, sentence, yes, no = 'Keep it', onYes, onNo }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Closing it, before it is gone, gives the focus back to the button that asked.
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} onClose={onNo} aria-labelledby="confirm-title">
      <h2 id="confirm-title">{title}</h2>
      <p class="soft question">{sentence}</p>
      <div class="button-row">
        <Button kind="danger" onClick={onYes}>
          {yes}
        </Button>
        <Button kind="quiet" onClick={onNo}>
          {no}
        </Button>
      </div>
    </dialog>
  );
}
