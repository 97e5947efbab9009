/** Types, catalogue and level arithmetic. Parsing lives in `@plumbline/routine-core/parse`, which carries the schema library. */
export * from './catalogue.js';
export * from './movement.js';
export * from './plan-at-level.js';
export * from './routine.js';
