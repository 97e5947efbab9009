/** Requests as bytes: each address of the published description, by each kind of caller, spoiled somewhere. */
import { gzipSync } from 'node:zlib';
import type { Chance } from '../simulate/chance.js';
import { digestOf, fileFor, takesFile } from './files.js';
import { mutateBytes, mutateText, mutateValue, randomBytes } from './mutate.js';
import { type Known, MARK, type Schema, valueFor } from './values.js';

export type Address = { method: string; path: string; body: Schema | undefined; query: string[] };
/** Who speaks, by name: nobody, a person, a device, a key, and all of them gone or wrong. */
export type Callers = Record<string, Record<string, string>>;
export type Target = {
  /** Somebody whom no request can sign out, for the sockets. */
  speakers: Callers;
  host: string;
  origin: string;
  addresses: Address[];
  callers: Callers;
  known: Known;
};
/** `alone` travels on a connection of its own, because it may end one. */
export type Message = { bytes: Buffer; method: string; mark: string; alone: boolean; what: string };

type Draft = {
  method: string;
  path: string;
  headers: [string, string][];
  body: Buffer | undefined;
  alone: boolean;
  version: string;
};

let marks = 0;
export const newMark = (): string => {
  marks += 1;
  return `${MARK}${marks.toString(36)}`;
};

export function requestFor(target: Target, chance: Chance): Message {
  const mark = newMark();
  const address = chance.pick(target.addresses);
  const draft = validDraft(address, target, chance);
  const ways = chance.between(1, 2);
  for (let way = 0; way < ways; way += 1) spoil(draft, { target, address, chance, mark });
  return {
    bytes: written(draft),
    method: draft.method,
    mark,
    alone: draft.alone,
    what: `${address.method} ${address.path}`,
  };
}

function validDraft({ method, path, body, query }: Address, target: Target, chance: Chance): Draft {
  const { callers, known, host, origin } = target;
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => chance.pick(known[name] ?? ['x']));
  const asked = query
    .filter(() => chance.happens(0.5))
    .map((name) => `${name}=${chance.pick(known[name] ?? ['1'])}`);
  const caller = chance.pick(Object.values(callers));
  const headers: [string, string][] = [['host', host], ['origin', origin], ...Object.entries(caller)];
  const value = body && JSON.stringify(valueFor(body, chance, known));
  if (value !== undefined) headers.push(['content-type', 'application/json']);
  return {
    method,
    path: asked.length > 0 ? `${filled}?${asked.join('&')}` : filled,
    headers,
    body: value === undefined ? undefined : Buffer.from(value),
    alone: false,
    version: 'HTTP/1.1',
  };
}

type Spoiling = { target: Target; address: Address; chance: Chance; mark: string };

function spoil(draft: Draft, spoiling: Spoiling): void {
  const { chance } = spoiling;
  const part = chance.between(0, 99);
  if (part < 45) spoilContent(draft, spoiling);
  else if (part < 60) spoilPath(draft, spoiling);
  else if (part < 85) spoilHeader(draft, spoiling);
  else if (part < 92) draft.method = chance.pick(METHODS);
  else if (part < 97) spoilFraming(draft, spoiling);
  else spoilRaw(draft, spoiling);
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'SEARCH'];

/** A history may be brought in by the digest of what was looked at: mostly the right one, so that the file is read. */
function putFile(draft: Draft, { address, chance, mark }: Spoiling): void {
  const { bytes, type } = fileFor(address.path, chance, mark);
  draft.body = bytes;
  draft.path = chance.happens(0.8) ? `${address.path}?digest=${digestOf(bytes)}` : draft.path;
  setHeader(draft, 'content-type', type);
}

function spoilContent(draft: Draft, spoiling: Spoiling): void {
  const { method, path } = spoiling.address;
  if (takesFile(method, path)) putFile(draft, spoiling);
  else spoilBody(draft, spoiling);
}

function spoilBody(draft: Draft, { address, target, chance, mark }: Spoiling): void {
  const value = address.body ? valueFor(address.body, chance, target.known) : { a: 1 };
  const text = JSON.stringify(mutateValue(value, chance, mark)) ?? '';
  const way = chance.between(0, 9);
  if (way < 6) draft.body = Buffer.from(text);
  else if (way < 9) draft.body = Buffer.from(mutateText(text, chance, mark));
  else draft.body = mutateBytes(Buffer.from(text), chance);
  setHeader(draft, 'content-type', chance.happens(0.9) ? 'application/json' : chance.pick(TYPES));
}

const TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/json; charset=utf-16',
  'application/json;;;',
  'application/octet-stream',
  'application/cbor',
  'text/xml',
  '',
  'a',
  '/',
  'application/json, text/plain',
];

const PATHS: ((path: string, chance: Chance, mark: string) => string)[] = [
  (path, _chance, mark) => `${path}/${mark}`,
  (path, _chance, mark) => `${path}?${mark}=${mark}&since=${mark}&limit=${mark}&before=${mark}&day=${mark}`,
  (path) => `${path}?since=-1&limit=1e9&day=0000-99-99&before=.`,
  (path) => `${path}?since=99999999999999999999&as=device&as=person`,
  (path) => `${path}?since[]=1&since[a]=2&__proto__[x]=1`,
  (path) => `${path}?as=device`,
  (path, _chance, mark) => path.replace(/[^/]+$/, `%00${mark}`),
  (path, _chance, mark) => path.replace(/[^/]+$/, `..%2f..%2f..%2fetc%2fpasswd${mark}`),
  (_path, _chance, mark) => `/../../../../etc/passwd?${mark}`,
  (_path, _chance, mark) => `/..%5c..%5c${mark}`,
  (path) => path.replaceAll('/', '//'),
  (path) => path.toUpperCase(),
  (path) => `${path}/`,
  (path, _chance, mark) => `${path};${mark}`,
  (path, _chance, mark) => `${path}%${mark}`,
  (path, _chance, mark) => `${path}%ff%fe${mark}`,
  (path, chance, mark) => `${path}/${mark}${'a'.repeat(chance.pick([300, 5_000, 12_000]))}`,
  (path) => `${path}?${'a=1&'.repeat(2_000)}`,
  (_path, _chance, mark) => `http://evil.example/${mark}`,
  (_path, _chance, mark) => `/calendar/plb_i_${mark.padEnd(43, 'A')}.ics`,
  (_path, _chance, mark) => `/${mark}.html`,
  (_path, _chance, mark) => `/assets/${mark}`,
  (_path, _chance, mark) => `/socket.io/?EIO=4&transport=polling&sid=${mark}`,
  (_path, _chance, mark) => `/socket.io/?EIO=${mark}&transport=${mark}`,
  () => '*',
];

function spoilPath(draft: Draft, { chance, mark }: Spoiling): void {
  draft.path = chance.pick(PATHS)(draft.path, chance, mark);
}

type Headers = (mark: string, target: Target, chance: Chance) => [string, string][];
const HEADERS: Headers[] = [
  (mark) => [['host', `${mark}.example`]],
  () => [['host', 'localhost:1']],
  (mark) => [['host', `127.0.0.1@${mark}`]],
  (mark) => [['origin', `http://${mark}.example`]],
  () => [['origin', 'null']],
  (mark) => [['cookie', `plumbline=plb_s_${mark.padEnd(43, 'A')}`]],
  (mark) => [['cookie', `plumbline=%${mark};=;;a=;${mark}`]],
  (mark) => [['cookie', `plumbline=${mark}; plumbline=plb_s_${mark}`]],
  (_mark, { callers }, chance) => [['cookie', chance.pick(Object.values(callers)).cookie ?? 'a=b']],
  (mark) => [['authorization', `Bearer plb_d_${mark.padEnd(43, 'A')}`]],
  (mark) => [['authorization', `Basic ${mark}`]],
  (mark) => [['authorization', `Bearer ${mark.repeat(500)}`]],
  () => [['authorization', 'Bearer']],
  (_mark, { callers }, chance) => [
    ['authorization', chance.pick(Object.values(callers)).authorization ?? ''],
  ],
  (mark) => [
    ['x-forwarded-for', mark],
    ['x-forwarded-host', mark],
    ['x-forwarded-proto', mark],
  ],
  (mark) => [
    ['x-http-method-override', 'DELETE'],
    ['x-request-id', mark],
  ],
  (mark) => [
    ['if-none-match', mark],
    ['if-modified-since', mark],
    ['range', 'bytes=0-1,5-,-9'],
  ],
  (mark) => [
    ['accept', mark],
    ['accept-encoding', mark],
    ['accept-language', mark],
  ],
  (mark) => [[mark, mark]],
  (mark) => [
    ['referer', `http://${mark}/`],
    ['user-agent', mark],
  ],
  (mark) => [['x-long', mark + 'a'.repeat(9_000)]],
  () => [['content-encoding', 'gzip']],
  (mark) => [['content-type', mark]],
  (mark) => [
    ['access-control-request-method', mark],
    ['access-control-request-headers', mark],
  ],
];

function spoilHeader(draft: Draft, { target, chance, mark }: Spoiling): void {
  for (const [name, value] of chance.pick(HEADERS)(mark, target, chance)) {
    if (chance.happens(0.85)) setHeader(draft, name, value);
    else draft.headers.push([name, value]);
  }
}

type Framing = (draft: Draft, chance: Chance, mark: string) => void;
const FRAMINGS: Framing[] = [
  (draft) => setHeader(draft, 'content-length', '-1'),
  (draft) => setHeader(draft, 'content-length', '99999999999999999999'),
  (draft) => setHeader(draft, 'content-length', '300000'),
  (draft) => draft.headers.push(['content-length', '5'], ['content-length', '6']),
  (draft) => draft.headers.push(['transfer-encoding', 'chunked'], ['content-length', '3']),
  (draft, _chance, mark) => chunked(draft, `5;x=${mark}\r\nhello\r\n0\r\n\r\n`),
  (draft, _chance, mark) => chunked(draft, `${mark}\r\n`),
  (draft) => chunked(draft, 'ffffffffffffffff\r\n'),
  (draft) => chunked(draft, `1\r\n{\r\n`.repeat(200)),
  (draft, _chance, mark) => chunked(draft, `0\r\n${mark}: ${mark}\r\n\r\n`),
  (draft) => draft.headers.push(['transfer-encoding', 'gzip, chunked, identity']),
  (draft) => draft.headers.push(['expect', '100-continue']),
  (draft, _chance, mark) => draft.headers.push(['expect', mark]),
  (draft) =>
    draft.headers.push(['connection', 'upgrade'], ['upgrade', 'h2c'], ['http2-settings', 'AAMAAABk']),
  (draft, _chance, mark) => draft.headers.push(['connection', 'upgrade'], ['upgrade', mark]),
  (draft) => draft.headers.push(['connection', 'close, keep-alive, te']),
  (draft) => {
    draft.version = 'HTTP/1.0';
  },
  (draft) => {
    draft.version = 'HTTP/2.0';
  },
  (draft, chance, mark) => {
    draft.method = chance.pick(['CONNECT', 'get', mark, 'PRI', 'M-SEARCH', '']);
  },
  (draft) => {
    draft.headers = draft.headers.filter(([name]) => name !== 'host');
  },
  (draft, _chance, mark) => draft.headers.push(['host', mark]),
  (draft, _chance, mark) => draft.headers.push(['x', `a\r\n ${mark}`], [`${mark} `, 'b'], ['', mark]),
  (draft) =>
    draft.headers.push(...Array.from({ length: 3_000 }, (_, at): [string, string] => [`h${at}`, 'v'])),
  (draft) => {
    draft.body = gzipSync(Buffer.alloc(2_000_000));
    setHeader(draft, 'content-encoding', 'gzip');
  },
  (draft) => {
    draft.body = Buffer.alloc(270_000, '[');
  },
];

function chunked(draft: Draft, text: string): void {
  draft.headers = draft.headers.filter(([name]) => name !== 'content-length');
  draft.headers.push(['transfer-encoding', 'chunked']);
  draft.body = Buffer.from(text);
}

function spoilFraming(draft: Draft, { chance, mark }: Spoiling): void {
  draft.alone = true;
  chance.pick(FRAMINGS)(draft, chance, mark);
}

function spoilRaw(draft: Draft, { chance }: Spoiling): void {
  draft.alone = true;
  draft.path = mutateBytes(Buffer.from(draft.path), chance).toString('latin1');
  if (chance.happens(0.5)) draft.headers.push(['x-raw', randomBytes(chance, 40).toString('latin1')]);
}

function setHeader(draft: Draft, name: string, value: string): void {
  draft.headers = [...draft.headers.filter(([known]) => known !== name), [name, value]];
}

function written({ method, path, headers, body, version }: Draft): Buffer {
  const framed = headers.some(([name]) => name === 'content-length' || name === 'transfer-encoding');
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  if (body !== undefined && !framed) lines.push(`content-length: ${body.length}`);
  const head = Buffer.from(`${method} ${path} ${version}\r\n${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return body ? Buffer.concat([head, body]) : head;
}
