export * from './effort.js';
export * from './exercise-results.js';
export * from './exercise-sums.js';
export * from './plan-against-done.js';
export * from './streak.js';
export * from './summarise.js';
export * from './weeks-over.js';
