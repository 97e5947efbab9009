import type { ComponentChildren } from 'preact';

type Kind = 'primary' | 'quiet' | 'danger';
type ButtonProps = {
  kind?: Kind;
  type?: 'button' | 'submit';
  busy?: boolean;
  onClick?: () => void;
  children: ComponentChildren;
};

export function Button({ kind = 'primary', type = 'button', busy = false, onClick, children }: ButtonProps) {
  return (
    <button type={type} class={`button button-${kind}`} disabled={busy} onClick={() => onClick?.()}>
      {children}
    </button>
  );
}

export function LinkButton({
  href,
  kind = 'primary',
  children,
}: Omit<ButtonProps, 'onClick'> & { href: string }) {
  return (
    <a href={href} class={`button button-${kind}`}>
      {children}
    </a>
  );
}
