export * from './plan-against-done.js';
export * from './summarise.js';
