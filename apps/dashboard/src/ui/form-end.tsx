import { Button } from './button.js';
import { Problem } from './page.js';

type FormEndProps = {
  /** What sending the form does, as its button says. */
  does: string;
  leaves?: string;
  kind?: 'danger';
  isBusy: boolean;
  problem: string;
  onClose: () => void;
};

/** How a form ends that was opened to do one thing: why it did not work, do it, or leave it. */
export function FormEnd({ does, leaves = 'Leave it', kind, isBusy, problem, onClose }: FormEndProps) {
  return (
    <>
      {problem !== '' && <Problem sentence={problem} />}
      <div class="button-row">
        <Button type="submit" busy={isBusy} {...(kind && { kind })}>
          {does}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {leaves}
        </Button>
      </div>
    </>
  );
}
