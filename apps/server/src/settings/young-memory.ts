import v8 from 'node:v8';

/**
 * How V8's memory for young objects grows when it is full: times 1 keeps it at its first size. Loading the program makes much
 * that dies at once; grown for that, the memory would stay grown (about 30 MB) with nothing to do. Under load it may grow.
 */
export const keepYoungMemorySmall = (): void => v8.setFlagsFromString('--semi-space-growth-factor=1');
export const letYoungMemoryGrow = (): void => v8.setFlagsFromString('--semi-space-growth-factor=2');
