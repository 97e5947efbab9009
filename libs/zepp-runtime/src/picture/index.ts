export type { ImageSource } from './canvas.js';
export { type DrawOptions, drawScreen } from './draw.js';
export { listRows } from './draw-list.js';
export { hasGlyph, LINE_HEIGHT, measureText, WIDTH_ALLOWANCE } from './font.js';
export { breakLines, type Lines, type Overlong, type Setting } from './lines.js';
export { type Overflow, overflow } from './overflow.js';
export { type Picture, pictureOf } from './picture-file.js';
export { openPng, toPng, type Wasm } from './png.js';
