import { useEffect, useState } from 'preact/hooks';
import { takeToken } from './claim-token.js';

/** The token behind the `#` of this page, also of a link that is opened while the page is there already. */
export function useTokenInAddress(): string {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    const onHash = () => setToken((held) => takeToken() || held);
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  return token;
}
