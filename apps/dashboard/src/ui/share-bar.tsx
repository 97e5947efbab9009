const WIDTH = 72;

/** How much of the plan was done, 0 to 1, as a number and as a bar of that length. */
export function ShareBar({ share }: { share: number }) {
  const bounded = Math.min(1, Math.max(0, share));
  return (
    <span class="share">
      <svg width={WIDTH} height="8" aria-hidden="true">
        <rect class="track" width={WIDTH} height="8" rx="4" />
        <rect class="fill" width={bounded * WIDTH} height="8" rx="4" />
      </svg>
      {/* Rounded down, so that 100 % is only ever said of a whole session. */}
      {Math.floor(bounded * 100)} %
    </span>
  );
}
