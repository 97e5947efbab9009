/** zepp-runtime in Node. */
export * from '../index.js';
export { CannotRun, createWatch, type NodeWatchOptions, type PackageSource } from './create-watch.js';
export { nodeEngine } from './engine.js';
export { readFolder } from './folder.js';
export { nodeNetwork } from './network.js';
export { nodePng } from './png.js';
export { type GuardedEngine, type GuardedLimits, quickJsEngine } from './quickjs-thread.js';
export { nodeTimers } from './timers.js';
