import { describe, expect, test } from '@jest/globals';
import { mayBeReached, mayReach, readAllowed, readTarget, type Target } from './target.js';

const OWN = ['127.0.0.1', '93.184.215.20', '2606:2800:21f:cb07::20', 'plumb.example'];
const policy = (allow = '') => ({ allowed: readAllowed(allow) as ReadonlySet<string>, own: () => OWN });

/** Whether a request to `url` could leave, were every name to resolve to `address`. */
function leaves(url: string, { address = '93.184.215.14', allow = '' } = {}): boolean {
  const target = readTarget(url);
  if (!target || !mayBeReached(target, policy(allow))) return false;
  return mayReach(
    target,
    /[a-z]/i.test(target.host.replace(/^[\da-f:.]+$/i, '')) ? address : target.host,
    policy(allow),
  );
}

const REFUSED: [string, string][] = [
  ['loopback', 'http://127.0.0.1/'],
  ['loopback, another of its sixteen million', 'http://127.255.13.1/'],
  ['loopback as one decimal number', 'http://2130706433/'],
  ['loopback as one hexadecimal number', 'http://0x7f000001/'],
  ['loopback as one octal number', 'http://017700000001/'],
  ['loopback with octal parts', 'http://0177.0.0.01/'],
  ['loopback with hexadecimal parts', 'http://0x7f.0x0.0x0.0x1/'],
  ['loopback with parts left out', 'http://127.1/'],
  ['loopback with mixed spellings', 'http://0x7f.1/'],
  ['loopback with a trailing dot', 'http://127.0.0.1./'],
  ['loopback in full-width figures', 'http://１２７.０.０.１/'],
  ['loopback in circled figures', 'http://①②⑦.⓪.⓪.①/'],
  ['loopback with ideographic dots', 'http://127。0。0。1/'],
  ['loopback with escaped figures', 'http://%31%32%37.0.0.1/'],
  ['localhost', 'http://localhost/'],
  ['localhost in capitals', 'http://LOCALHOST/'],
  ['localhost with a trailing dot', 'http://localhost./'],
  ['localhost with two trailing dots', 'http://localhost../'],
  ['a name under localhost', 'http://hooks.localhost/'],
  ['localhost in full-width letters', 'http://ｌｏｃａｌｈｏｓｔ/'],
  ['localhost with a soft hyphen inside', 'http://local\u00adhost/'],
  ['the unspecified address', 'http://0.0.0.0/'],
  ['the unspecified address as a number', 'http://0/'],
  ['this network', 'http://0.1.2.3/'],
  ['private, ten', 'http://10.0.0.1/'],
  ['private, ten, as a number', 'http://167772161/'],
  ['private, 172.16', 'http://172.16.0.1/'],
  ['private, the end of 172.31', 'http://172.31.255.254/'],
  ['private, 192.168', 'http://192.168.1.1/'],
  ['private, 192.168, in hexadecimal', 'http://0xc0a80101/'],
  ['shared by a carrier (CGNAT)', 'http://100.64.0.1/'],
  ['the end of the carrier range', 'http://100.127.255.254/'],
  ['link-local', 'http://169.254.1.1/'],
  ['the metadata service of clouds', 'http://169.254.169.254/latest/meta-data/'],
  ['the metadata service as a number', 'http://2852039166/'],
  ['the metadata service in octal parts', 'http://0251.0376.0251.0376/'],
  ['assigned for protocols', 'http://192.0.0.1/'],
  ['documentation one', 'http://192.0.2.1/'],
  ['documentation two', 'http://198.51.100.1/'],
  ['documentation three', 'http://203.0.113.1/'],
  ['old 6to4 relays', 'http://192.88.99.1/'],
  ['benchmarking', 'http://198.18.0.1/'],
  ['the end of benchmarking', 'http://198.19.255.254/'],
  ['multicast', 'http://224.0.0.1/'],
  ['the end of multicast', 'http://239.255.255.250/'],
  ['reserved', 'http://240.0.0.1/'],
  ['broadcast', 'http://255.255.255.255/'],
  ['broadcast as a number', 'http://4294967295/'],
  ['IPv6 loopback', 'http://[::1]/'],
  ['IPv6 loopback in full', 'http://[0000:0000:0000:0000:0000:0000:0000:0001]/'],
  ['IPv6 unspecified', 'http://[::]/'],
  ['IPv4-mapped loopback', 'http://[::ffff:127.0.0.1]/'],
  ['IPv4-mapped loopback in hexadecimal', 'http://[::ffff:7f00:1]/'],
  ['an IPv4-mapped public address', 'http://[::ffff:93.184.215.14]/'],
  ['IPv4-compatible loopback', 'http://[::127.0.0.1]/'],
  ['IPv4-translated (RFC 6145)', 'http://[::ffff:0:10.0.0.1]/'],
  ['NAT64', 'http://[64:ff9b::10.0.0.1]/'],
  ['NAT64 of a local net', 'http://[64:ff9b:1::10.0.0.1]/'],
  ['6to4', 'http://[2002:7f00:1::]/'],
  ['Teredo', 'http://[2001:0:53aa:64c:0:0:80ff:fffe]/'],
  ['ISATAP', 'http://[2606:4700::5efe:10.0.0.1]/'],
  ['ISATAP with the global bit', 'http://[2606:4700::200:5efe:10.0.0.1]/'],
  ['IPv6 link-local', 'http://[fe80::1]/'],
  ['IPv6 link-local at its end', 'http://[febf::1]/'],
  ['IPv6 site-local of old', 'http://[fec0::1]/'],
  ['IPv6 unique local', 'http://[fd00::1]/'],
  ['IPv6 unique local, the other half', 'http://[fc00::1]/'],
  ['IPv6 multicast', 'http://[ff02::1]/'],
  ['IPv6 discard', 'http://[100::1]/'],
  ['IPv6 documentation', 'http://[2001:db8::1]/'],
  ['IPv6 documentation of 2024', 'http://[3fff::1]/'],
  ['IPv6 benchmarking', 'http://[2001:2::1]/'],
  ['IPv6 ORCHID', 'http://[2001:20::1]/'],
  ['IPv6 segment routing', 'http://[5f00::1]/'],
  ['IPv6 outside what was ever given out', 'http://[4000::1]/'],
  ['this server by its public address', 'http://93.184.215.20/'],
  ['this server by its public address as a number', 'http://1572394772/'],
  ['this server by its IPv6 address', 'http://[2606:2800:21f:cb07:0:0:0:20]/'],
  ['this server by its own name', 'https://plumb.example/'],
  ['this server by its own name with a dot', 'https://plumb.example./'],
  ['credentials in the address', 'http://ida:secret@hooks.example/'],
  ['a name alone before the sign', 'http://ida@hooks.example/'],
  ['port 0', 'http://hooks.example:0/'],
  ['a file', 'file:///etc/passwd'],
  ['ftp', 'ftp://hooks.example/'],
  ['a socket', 'ws://hooks.example/'],
  ['gopher', 'gopher://hooks.example:70/_'],
  ['data', 'data:text/plain,hello'],
  ['a script', 'javascript:alert(1)'],
  ['no host', 'http:///'],
  ['a port that is none', 'http://hooks.example:70000/'],
  ['nothing', ''],
  ['an address of three thousand signs', `http://hooks.example/${'a'.repeat(3_000)}`],
];

describe('an outgoing request', () => {
  test.each(REFUSED)('is refused: %s', (_name, url) => {
    expect(leaves(url)).toBe(false);
  });

  test.each([
    ['a public name', 'https://hooks.example/a?b=c'],
    ['a public name with a port', 'http://hooks.example:8123/api/webhook/x'],
    ['a public address', 'http://93.184.215.14/'],
    ['the neighbours of private ranges', 'http://172.32.0.1/'],
    ['the neighbour of the carrier range', 'http://100.128.0.1/'],
    ['a public IPv6 address', 'https://[2606:4700::1111]/'],
    ['a name in another alphabet', 'https://пример.example/'],
  ])('leaves to %s (%s)', (_name, url) => {
    expect(leaves(url)).toBe(true);
  });

  test.each([
    '127.0.0.1',
    '10.0.0.1',
    '::1',
    'fd00::1',
    'fe80::1%eth0',
    '::ffff:8.8.8.8',
    '93.184.215.20',
    'nonsense',
    '',
  ])('is refused when a harmless name resolves to "%s"', (address) => {
    expect(leaves('https://hooks.example/', { address })).toBe(false);
  });

  test.each([
    ['a name with its port', 'home.example:8123', 'http://home.example:8123/', '192.168.1.5', true],
    ['the same name at another port', 'home.example:8123', 'http://home.example:22/', '192.168.1.5', false],
    ['a name under it', 'home.example:8123', 'http://a.home.example:8123/', '192.168.1.5', false],
    ['an address with its port', '192.168.1.5:8123', 'http://192.168.1.5:8123/', '', true],
    ['a name that resolves to it', '192.168.1.5:8123', 'http://home.example:8123/', '192.168.1.5', true],
    ['its neighbour', '192.168.1.5:8123', 'http://192.168.1.6:8123/', '', false],
    ['an IPv6 address', '[fd00::5]:8123', 'http://[fd00:0:0::5]:8123/', '', true],
    ['localhost, named', 'localhost:8123', 'http://localhost:8123/', '127.0.0.1', true],
    ['the second of two', 'a.example:1, b.example:2', 'http://b.example:2/', '10.0.0.1', true],
    ['the port left out', 'home.example:80', 'http://home.example/', '10.0.0.1', true],
  ])('follows the operator’s exceptions: %s', (_name, allow, url, address, expected) => {
    expect(leaves(url, { address, allow })).toBe(expected);
  });

  test.each([
    'home.example',
    'http://home.example:80',
    ':80',
    'home.example:99999',
    'ida@home.example:80',
    '[::1:80',
    '*:80 x',
  ])('finds no place in the exception "%s"', (text) => {
    expect(readAllowed(text)).toBeUndefined();
  });

  test('spells a target plainly', () => {
    expect(readTarget('HTTP://0x7f.1:08080/a/../b')).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
    } satisfies Partial<Target>);
  });
});
