import { isIP } from 'node:net';
import type { Settings } from '../settings/settings.js';

type Where = Pick<Settings, 'publicUrl'>;

/** The name part of a Host header, or undefined when it is not a plain `name[:port]`. */
function nameIn(host: string): string | undefined {
  const found = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(host);
  return found?.[1] ?? found?.[2];
}

/**
 * A page of another site can point its own name at this machine; it cannot change what the browser
 * writes into Host. So only localhost, addresses in figures and PUBLIC_URL's own host are answered.
 */
export function isOwnHost(host: string | undefined, { publicUrl }: Where): boolean {
  if (host === undefined) return false;
  const name = nameIn(host)?.toLowerCase();
  if (name === undefined) return false;
  return name === 'localhost' || isIP(name) !== 0 || host.toLowerCase() === publicUrl?.host;
}

/** True when a page at `origin` is this server's own, reached under the Host of the same request. */
export function isOwnOrigin(origin: string, host: string | undefined, where: Where): boolean {
  if (where.publicUrl?.origin === origin) return true;
  return isOwnHost(host, where) && origin === `http://${host}`;
}

export const isHttps = ({ publicUrl }: Where): boolean => publicUrl?.protocol === 'https:';
