/** What a watch's engine (QuickJS of July 2020, without BigInt) has and no more. */
const GLOBALS = new Set(
  `Object Function Error EvalError RangeError ReferenceError SyntaxError TypeError URIError InternalError Array Number
  Boolean String Symbol Math JSON Date RegExp Promise Proxy Reflect Map Set WeakMap WeakSet ArrayBuffer DataView
  SharedArrayBuffer Atomics Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  Float32Array Float64Array parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI encodeURIComponent
  escape unescape globalThis NaN Infinity undefined`
    .split(/\s+/)
    .filter(Boolean),
);

const NEWER: [owner: string, members: string][] = [
  ['Object', 'hasOwn groupBy'],
  ['Array', 'fromAsync'],
  ['Array.prototype', 'at findLast findLastIndex toReversed toSorted toSpliced with group groupToMap'],
  ['String.prototype', 'at isWellFormed toWellFormed'],
  ['Promise', 'any withResolvers try'],
  ['Map', 'groupBy'],
  ['RegExp', 'escape'],
  ['Error', 'captureStackTrace stackTraceLimit isError'],
  ['ArrayBuffer.prototype', 'resize transfer transferToFixedLength resizable maxByteLength detached'],
  [
    'Set.prototype',
    'union intersection difference symmetricDifference isSubsetOf isSupersetOf isDisjointFrom',
  ],
  ['Symbol', 'dispose asyncDispose'],
  ['Atomics', 'waitAsync pause'],
];

type Bag = Record<string, unknown>;
const globals = globalThis as unknown as Bag;

function resolve(path: string): Bag | undefined {
  let found: unknown = globals;
  for (const name of path.split('.')) found = (found as Bag | undefined)?.[name];
  return found as Bag | undefined;
}

function removeNewer() {
  for (const [owner, members] of NEWER) {
    const bag = resolve(owner);
    if (bag === undefined) continue;
    for (const member of members.split(' ')) Reflect.deleteProperty(bag, member);
  }
  const typed = Object.getPrototypeOf(Int8Array.prototype) as Bag;
  for (const member of ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'with'])
    Reflect.deleteProperty(typed, member);
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/** Members that would show the host's locale. */
function removeLocale() {
  const put = (owner: object, name: string, value: unknown) =>
    Object.defineProperty(owner, name, { value, writable: true, configurable: true, enumerable: false });
  put(String.prototype, 'localeCompare', function (this: string, other: unknown) {
    return compare(String(this), String(other));
  });
  put(Number.prototype, 'toLocaleString', function (this: number) {
    return String(this);
  });
  put(Array.prototype, 'toLocaleString', function (this: unknown[]) {
    return this.map(String).join();
  });
  const { toLowerCase, toUpperCase } = String.prototype;
  put(String.prototype, 'toLocaleLowerCase', toLowerCase);
  put(String.prototype, 'toLocaleUpperCase', toUpperCase);
}

/** Code from text is barred on the watch, but for the one idiom that finds the global object. */
function closeFunctionConstructor() {
  const Native = Function;
  function Barred(...parts: unknown[]): () => unknown {
    const body = String(parts[parts.length - 1] ?? '').replace(/[;\s]+$/, '');
    if (parts.length <= 1 && body.trim() === 'return this') return () => globalThis;
    throw new EvalError('code generation from text is not allowed on the watch');
  }
  Object.defineProperty(Barred, 'prototype', { value: Native.prototype, writable: false });
  Object.defineProperty(Barred, 'name', { value: 'Function' });
  const bar = (prototype: object) =>
    Object.defineProperty(prototype, 'constructor', { value: Barred, writable: true, configurable: true });
  bar(Native.prototype);
  for (const kind of [async () => undefined, function* () {}, async function* () {}]) {
    bar(Object.getPrototypeOf(kind) as object);
  }
  globals.Function = Barred;
  delete globals.eval;
}

/** xorshift over 32 bits: the same seed gives the same numbers in every engine. */
export function installChance(seed: number): void {
  let state = seed | 0 || 0x2545f491;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let i = 0; i < 8; i += 1) next();
  Object.defineProperty(Math, 'random', {
    value: () => next() / 4_294_967_296,
    writable: true,
    configurable: true,
  });
}

/** Takes away what the watch lacks. Runs once, before any code of a program. */
export function narrowRealm(): void {
  for (const name of Object.getOwnPropertyNames(globals))
    if (!GLOBALS.has(name)) Reflect.deleteProperty(globals, name);
  removeNewer();
  removeLocale();
  closeFunctionConstructor();
}
