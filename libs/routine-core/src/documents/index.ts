export * from './away-weeks.js';
export * from './document.js';
export * from './settings.js';
export * from './week.js';
export * from './week-plan.js';
