export * from './compile-timeline.js';
export * from './step.js';
