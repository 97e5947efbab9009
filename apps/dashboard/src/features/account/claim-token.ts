/**
 * Takes the one-time token out of the address (`/claim#token`) and out of sight:
 * the address bar and the history of the browser no longer show it afterwards.
 */
export function takeClaimToken(place: { hash: string; pathname: string }, forget: (path: string) => void): string {
  const token = decodeURIComponent(place.hash.replace(/^#/, ''));
  if (token !== '') forget(place.pathname);
  return token;
}
