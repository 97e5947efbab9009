/**
 * Takes the one-time token out of the address (`/claim#token`) and out of sight:
 * the address bar and the history of the browser no longer show it afterwards.
 */
export function takeClaimToken(
  place: { hash: string; pathname: string },
  forget: (path: string) => void,
): string {
  // Tokens are base64url, so there is nothing to unescape.
  const token = place.hash.replace(/^#/, '');
  if (token !== '') forget(place.pathname);
  return token;
}

/** Of the page that is open. */
export const takeToken = (): string =>
  takeClaimToken(location, (path) => history.replaceState(history.state, '', path));
