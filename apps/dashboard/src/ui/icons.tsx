/** Our own five signs for the navigation, drawn on a grid of 24 with one stroke. */
const strokes = {
  week: 'M4 4v9M9.3 4v6M14.7 4v11M20 4v6M4 13l-1.6 2.4L4 19l1.6-3.6zM14.7 15l-1.6 2.4 1.6 3.6 1.6-3.6z',
  history: 'M5 6h14M5 12h14M5 18h9',
  live: 'M12 12h.01M8.5 15.5a5 5 0 0 1 0-7M15.5 8.5a5 5 0 0 1 0 7M5.6 18.4a9 9 0 0 1 0-12.8M18.4 5.6a9 9 0 0 1 0 12.8',
  devices: 'M8.5 7 9 3h6l.5 4M8.5 17l.5 4h6l.5-4M12 7a5 5 0 1 0 0 10 5 5 0 0 0 0-10zM12 10v2l1.3 1',
  watch: 'M4 5h16v11H4zM9 20h6M12 16v4M10.5 8.5v4l3.5-2z',
} as const;

export type IconName = keyof typeof strokes;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="22"
      height="22"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={strokes[name]} />
    </svg>
  );
}
