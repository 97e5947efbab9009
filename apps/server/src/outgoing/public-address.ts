import ipaddr from 'ipaddr.js';

/** All that was ever handed out to the world in IPv6 lies here; the forms that wrap an IPv4 address do not. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** Given out for writing in books (RFC 9637); younger than the table of ipaddr.js. */
const DOCUMENTATION_IPV6 = ipaddr.IPv6.parseCIDR('3fff::/20');
/** Names in the last 32 bits say that the rest is an IPv4 address of the local net (ISATAP, RFC 5214). */
const ISATAP = [0x0000, 0x0200];

/**
 * True for an address in figures that belongs to the public internet. Loopback, private, link-local, shared
 * (CGNAT), multicast, broadcast, documentation and reserved ranges are not, nor is any IPv6 form that hides an
 * IPv4 address (mapped, compatible, NAT64, 6to4, Teredo, ISATAP). What cannot be read is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const read = ipaddr.parse(address);
  if (read.range() !== 'unicast') return false;
  return read instanceof ipaddr.IPv6 ? isPublicIpv6(read) : true;
}

function isPublicIpv6(address: ipaddr.IPv6): boolean {
  if (address.zoneId !== undefined || !address.match(GLOBAL_IPV6)) return false;
  const [, , , , fifth = 0, sixth] = address.parts;
  const isIsatap = sixth === 0x5efe && ISATAP.includes(fifth);
  return !isIsatap && !address.match(DOCUMENTATION_IPV6);
}

/** One spelling for one address, so that two can be compared. */
export const sameSpelling = (address: string): string =>
  ipaddr.isValid(address) ? ipaddr.parse(address).toNormalizedString() : address.toLowerCase();
