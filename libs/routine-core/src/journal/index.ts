export * from './canonical-json.js';
export * from './entry.js';
export * from './ids.js';
export * from './push.js';
