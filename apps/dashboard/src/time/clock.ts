/** The one place in the dashboard that asks the browser for the time. Everything else is handed `now`. */
export function now(): number {
  return Date.now();
}

/** Minutes east of UTC that this browser's own zone has at `at`. */
export function localZone(at: number): number {
  return -new Date(at).getTimezoneOffset();
}
