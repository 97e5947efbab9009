export * from './change-problems.js';
export * from './correction-entry.js';
export * from './corrections.js';
export * from './lay-over.js';
