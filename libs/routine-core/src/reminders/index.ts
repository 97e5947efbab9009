export * from './count-outcomes.js';
export * from './outcome.js';
export * from './reminder.js';
