/** Pixels as a painter takes them: red, green, blue, alpha, not multiplied, from the upper left corner. */
export type Pixels = { w: number; h: number; rgba: Uint8Array };

type Header = {
  idLength: number;
  mapped: boolean;
  packed: boolean;
  mapStart: number;
  mapLength: number;
  mapBits: number;
  /** Of a row in the file; watches' rows are filled up to whole blocks. */
  stride: number;
  w: number;
  h: number;
  bits: number;
  fromTop: boolean;
  fromRight: boolean;
  layout: Layout;
};

/**
 * How colours lie in a palette, as the packager's own files show (zpm 3.4.1). `plain`: blue, green, red, alpha, as the format
 * says. `apollo`: so too, but entry 0xab stands in place 0xba. `nxp` and `zps`: red first; for `nxp` multiplied by alpha.
 */
type Layout = 'plain' | 'apollo' | 'nxp' | 'zps';

const HEADER = 18;
/** The packager's own mark in the identification field, and the picture's true width behind it. */
const MARK = [0x53, 0x4f, 0x4d, 0x48];
/** Kinds of the format that are read: with palette, true colour, grey; packed ones are eight higher. */
const KINDS = new Set([1, 2, 3, 9, 10, 11]);
/** No screen has more by far; a header of a few bytes may not ask for all memory. */
const MOST_PIXELS = 2_000_000;

const isMarked = (bytes: Uint8Array, length: number): boolean =>
  length >= MARK.length + 2 && MARK.every((byte, i) => bytes[HEADER + i] === byte);

/** Rows of NXP and ZPS files are whole blocks of 16; where the width is one by itself, only the chip tells. */
function layoutOf(
  bytes: Uint8Array,
  { stride, width, chip }: { stride: number; width: number; chip: string },
): Layout {
  if (bytes[HEADER + 8] === 1) return 'zps';
  if (stride !== width) return 'nxp';
  return stride % 16 !== 0 || chip === 'APOLLO' ? 'apollo' : 'nxp';
}

function headerOf(bytes: Uint8Array, chip: string): Header | undefined {
  if (bytes.length < HEADER) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [idLength, mapKind, kind] = [view.getUint8(0), view.getUint8(1), view.getUint8(2)];
  const [stride, h, bits, flags] = [
    view.getUint16(12, true),
    view.getUint16(14, true),
    view.getUint8(16),
    view.getUint8(17),
  ];
  const mapped = kind % 8 === 1;
  if (!KINDS.has(kind) || mapKind > 1 || (mapped && mapKind === 0)) return undefined;
  if (stride === 0 || h === 0 || stride * h > MOST_PIXELS) return undefined;
  const marked = isMarked(bytes, idLength) && bytes.length >= HEADER + 10;
  const told = marked ? view.getUint16(HEADER + 4, true) : stride;
  const w = told > 0 && told <= stride ? told : stride;
  return {
    idLength,
    mapped,
    packed: kind > 8,
    mapStart: view.getUint16(3, true),
    mapLength: mapKind === 1 ? view.getUint16(5, true) : 0,
    mapBits: view.getUint8(7),
    stride,
    w,
    h,
    bits,
    fromTop: (flags & 0x20) !== 0,
    fromRight: (flags & 0x10) !== 0,
    layout: marked && mapped ? layoutOf(bytes, { stride, width: w, chip }) : 'plain',
  };
}

type Write = (to: Uint8Array, at: number, from: number) => void;

/** How one colour of so many bits is read; 16 bits are 5-6-5, as watches take them. */
function reader(bytes: Uint8Array, bits: number): Write | undefined {
  const byte = (at: number) => bytes[at] ?? 0;
  const set = (to: Uint8Array, at: number, colour: readonly number[]) => to.set(colour, at);
  if (bits === 32)
    return (to, at, from) => set(to, at, [byte(from + 2), byte(from + 1), byte(from), byte(from + 3)]);
  if (bits === 24) return (to, at, from) => set(to, at, [byte(from + 2), byte(from + 1), byte(from), 255]);
  if (bits === 8) return (to, at, from) => set(to, at, [byte(from), byte(from), byte(from), 255]);
  if (bits !== 16) return undefined;
  return (to, at, from) => {
    const value = byte(from) | (byte(from + 1) << 8);
    const [red, green, blue] = [value >> 11, (value >> 5) & 63, value & 31];
    set(to, at, [(red << 3) | (red >> 2), (green << 2) | (green >> 4), (blue << 3) | (blue >> 2), 255]);
  };
}

/** Runs of the packed kinds; every packet says how many pixels it holds, and whether they are alike. */
function unpack(bytes: Uint8Array, from: number, size: number, count: number): Uint8Array {
  const made = new Uint8Array(count * size);
  let [at, to] = [from, 0];
  while (to < made.length && at < bytes.length) {
    const packet = bytes[at] ?? 0;
    const length = ((packet & 127) + 1) * size;
    at += 1;
    if (packet < 128) {
      made.set(bytes.subarray(at, at + Math.min(length, made.length - to)), to);
      at += length;
    } else {
      for (let i = 0; i < length && to + i < made.length; i += 1) made[to + i] = bytes[at + (i % size)] ?? 0;
      at += size;
    }
    to += length;
  }
  return made;
}

/** The colours of the palette, four bytes each. */
function paletteOf(bytes: Uint8Array, from: number, header: Header): Uint8Array | undefined {
  const read = reader(bytes, header.mapBits);
  if (read === undefined) return undefined;
  const palette = new Uint8Array(header.mapLength * 4);
  const turned = header.layout === 'apollo';
  for (let i = 0; i < header.mapLength; i += 1) {
    const at = turned ? ((i & 15) << 4) | (i >> 4) : i;
    read(palette, i * 4, from + (at * header.mapBits) / 8);
  }
  if (header.layout === 'nxp' || header.layout === 'zps') redFirst(palette);
  if (header.layout === 'nxp') divide(palette);
  return palette;
}

function redFirst(colours: Uint8Array): void {
  for (let i = 0; i < colours.length; i += 4) {
    const red = colours[i + 2] ?? 0;
    colours[i + 2] = colours[i] ?? 0;
    colours[i] = red;
  }
}

type Data = { header: Header; bytes: Uint8Array; palette: Uint8Array | undefined };

function place({ header, bytes, palette }: Data): Uint8Array | undefined {
  const { w, h, stride, bits, mapStart, fromTop, fromRight } = header;
  const read = header.mapped ? undefined : reader(bytes, bits);
  if (header.mapped ? palette === undefined || bits !== 8 : read === undefined) return undefined;
  const size = bits / 8;
  const rgba = new Uint8Array(w * h * 4);
  for (let y = 0; y < h; y += 1) {
    const row = (fromTop ? y : h - 1 - y) * stride;
    for (let x = 0; x < w; x += 1) {
      const from = (row + (fromRight ? stride - 1 - x : x)) * size;
      const to = (y * w + x) * 4;
      if (read !== undefined) read(rgba, to, from);
      else if (palette !== undefined) {
        const entry = ((bytes[from] ?? 0) - mapStart) * 4;
        for (let i = 0; i < 4; i += 1) rgba[to + i] = palette[entry + i] ?? 0;
      }
    }
  }
  return rgba;
}

/** Where colours were multiplied none is brighter than its own alpha; then they are divided again. */
function divide(rgba: Uint8Array): void {
  for (let i = 0; i < rgba.length; i += 4) {
    const alpha = rgba[i + 3] ?? 0;
    if (Math.max(rgba[i] ?? 0, rgba[i + 1] ?? 0, rgba[i + 2] ?? 0) > alpha) return;
  }
  for (let i = 0; i < rgba.length; i += 4) {
    const alpha = rgba[i + 3] ?? 0;
    if (alpha === 0 || alpha === 255) continue;
    for (let k = i; k < i + 3; k += 1) rgba[k] = Math.round(((rgba[k] ?? 0) * 255) / alpha);
  }
}

/**
 * Reads the pictures that the packager makes for watches – and any other of their format: with a palette of 16, 24 or 32
 * bits, true colour, grey, packed or not. Undefined for what is none. What a short file lacks is clear. `chip` is the watch's,
 * as the packager names it.
 */
export function readTga(bytes: Uint8Array, chip = ''): Pixels | undefined {
  const header = headerOf(bytes, chip);
  if (header === undefined) return undefined;
  const mapAt = HEADER + header.idLength;
  const palette = header.mapLength > 0 ? paletteOf(bytes, mapAt, header) : undefined;
  const from = mapAt + Math.ceil((header.mapLength * header.mapBits) / 8);
  const { stride, h, bits, w } = header;
  const body = header.packed ? unpack(bytes, from, Math.ceil(bits / 8), stride * h) : bytes.subarray(from);
  const rgba = place({ header, bytes: body, palette });
  if (rgba === undefined) return undefined;
  return { w, h, rgba };
}
