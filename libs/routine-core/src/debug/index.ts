export * from './print-session.js';
export * from './print-timeline.js';
