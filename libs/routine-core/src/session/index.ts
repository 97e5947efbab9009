export * from './apply-entry.js';
export * from './look.js';
export * from './next-wake.js';
export * from './recover.js';
export * from './replay.js';
export * from './session-state.js';
export * from './spans.js';
export * from './view-session.js';
