const RADIUS = 92;
const AROUND = 2 * Math.PI * RADIUS;

/** A ring that is full at the beginning of a step and gone at its end. `share` is what has passed, 0 to 1. */
export function Ring({ share }: { share: number }) {
  const left = 1 - Math.min(1, Math.max(0, share));
  return (
    <svg class="ring" viewBox="0 0 200 200" aria-hidden="true">
      <circle class="ring-track" cx="100" cy="100" r={RADIUS} />
      <circle
        class="ring-left"
        cx="100"
        cy="100"
        r={RADIUS}
        stroke-dasharray={`${(left * AROUND).toFixed(1)} ${AROUND.toFixed(1)}`}
        transform="rotate(-90 100 100)"
      />
    </svg>
  );
}
