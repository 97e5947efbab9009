import { isIP } from 'node:net';
import { isPublicAddress, sameSpelling } from './public-address.js';

/** Where a request would go, before its name is resolved. */
export type Target = {
  url: URL;
  /** Without brackets and without the dot that ends a full name. */
  host: string;
  port: number;
};

/** What decides besides the address itself. */
export type Policy = {
  /** `host:port` of the operator's exceptions (`OUTGOING_ALLOW`), as `readAllowed` made them. */
  allowed: ReadonlySet<string>;
  /** The addresses this machine has now, and the name it is known by. */
  own(): readonly string[];
};

const MAX_ADDRESS = 2_000;
const DEFAULT_PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };

/** Reads an http(s) address without credentials; undefined for anything else. Odd spellings of figures come out plain. */
export function readTarget(text: string, base?: URL): Target | undefined {
  if (text.length > MAX_ADDRESS || !URL.canParse(text, base?.href)) return undefined;
  const url = new URL(text, base);
  const standard = DEFAULT_PORTS[url.protocol];
  if (standard === undefined || url.username !== '' || url.password !== '') return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.+$/, '');
  const port = url.port === '' ? standard : Number(url.port);
  return host === '' || port === 0 ? undefined : { url, host, port };
}

const isLocalName = (host: string): boolean => /(^|\.)localhost$/.test(host);

/** Whether `address`, which the target's name resolved to (or is), may be connected to. */
export function mayReach({ host, port }: Target, address: string, { allowed, own }: Policy): boolean {
  if (allowed.has(place(host, port)) || allowed.has(place(address, port))) return true;
  if (isLocalName(host) || !isPublicAddress(address)) return false;
  const ours = own().map(sameSpelling);
  return !ours.includes(sameSpelling(address)) && !ours.includes(host);
}

/** False when an address is already known to be out of bounds, before any name is looked up. */
export function mayBeReached(target: Target, policy: Policy): boolean {
  if (policy.allowed.has(place(target.host, target.port))) return true;
  if (isLocalName(target.host) || policy.own().includes(target.host)) return false;
  return isIP(target.host) === 0 || mayReach(target, target.host, policy);
}

const place = (host: string, port: number) => `${sameSpelling(host)} ${port}`;

/** Reads `OUTGOING_ALLOW`: `host:port` divided by commas, IPv6 in brackets; undefined when one part is wrong. */
export function readAllowed(text: string): ReadonlySet<string> | undefined {
  const parts = text.split(',').map((part) => part.trim());
  const places = parts.filter(Boolean).map((part) => {
    const found = /^(\[[0-9a-f:.]+\]|[^\s:/@[\]]+):(\d{1,5})$/i.exec(part);
    const target = found ? readTarget(`http://${part}/`) : undefined;
    return target && place(target.host, target.port);
  });
  return places.every((found) => found !== undefined) ? new Set(places) : undefined;
}
