export * from './http.js';
export * from './imports.js';
export { offline, sentenceFor } from './problems.js';
export type * from './progress.js';
export * from './security.js';
export { type Link, type LinkState, type Listener, openLink } from './socket.js';
export { type Loaded, useAnswer } from './use-answer.js';
export { useDeed } from './use-deed.js';
export type * from './wire.js';
