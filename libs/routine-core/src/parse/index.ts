/** Everything that turns unknown data into the library's own types. The only door that carries the schema library. */
export * from './make-routine.js';
export * from './parse-correction.js';
export * from './parse-document.js';
export * from './parse-entry.js';
export * from './parse-routine.js';
export { isUnknownField } from './plain-words.js';
