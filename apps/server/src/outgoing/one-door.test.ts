import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { repositoryRoot } from '../web/files.js';

const src = path.join(repositoryRoot(), 'apps/server/src');
const DOOR = /^outgoing\//;
const NOT_THE_PROGRAM = /\.test\.ts$|^testing\//;

/** Anything that could open a connection. Reading an address and naming a type open none. */
const WAYS_OUT: [string, RegExp][] = [
  ['fetch', /(?<![\w.])fetch\s*\(|globalThis\.fetch/],
  ['a websocket', /new (WebSocket|EventSource|XMLHttpRequest)\b/],
  [
    'an HTTP library',
    /(from|import\(|require\() ?['"](undici|axios|got|node-fetch|ws|socket\.io-client)['"]/,
  ],
  [
    'a Node module',
    /^import (?!type\b)(?!\{ (isIP|isIPv4|isIPv6)(, (isIP|isIPv4|isIPv6))* \})[^;]* from '(node:)?(http|https|http2|net|tls|dgram|dns|dns\/promises)';/m,
  ],
  ['a Node module, later', /(import|require)\(\s*['"](node:)?(http|https|http2|net|tls|dgram|dns)\b/],
];
const program = (readdirSync(src, { recursive: true }) as string[])
  .map((name) => name.replaceAll(path.sep, '/'))
  .filter((name) => name.endsWith('.ts') && !NOT_THE_PROGRAM.test(name));

const waysOutOf = (name: string): string[] => {
  const text = readFileSync(path.join(src, name), 'utf8');
  return WAYS_OUT.filter(([, pattern]) => pattern.test(text)).map(([way]) => `${name}: ${way}`);
};

test('no other folder of the server can open a connection', () => {
  expect(program.length).toBeGreaterThan(40);
  expect(program.filter((name) => !DOOR.test(name)).flatMap(waysOutOf)).toEqual([]);
});

test('the ways out are seen where they are', () => {
  expect(program.filter((name) => DOOR.test(name)).flatMap(waysOutOf)).toEqual([
    'outgoing/outgoing.ts: a Node module',
    'outgoing/outside.ts: a Node module',
  ]);
});
