/** The whole domain. On the watch, import by sub-path: this door carries the schema library. */
export * from './adherence/index.js';
export * from './bundled/index.js';
export * from './correction/index.js';
export * from './cues/index.js';
export * from './debug/index.js';
export * from './documents/index.js';
export * from './journal/index.js';
export * from './parse/index.js';
export * from './reminders/index.js';
export * from './result/index.js';
export * from './routine/index.js';
export * from './session/index.js';
export * from './timeline/index.js';
export * from './units/index.js';
