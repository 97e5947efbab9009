export * from './cue.js';
export * from './cues-between.js';
export * from './haptic-pattern.js';
export * from './step-cues.js';
