/** Every property of a run draws from one seed, which `npm test` prints: PLUMBLINE_SEED=N repeats the run. */
import fc from 'fast-check';

const seed = Number(process.env.PLUMBLINE_SEED);
if (Number.isInteger(seed)) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
