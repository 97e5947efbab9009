import { AsyncLocalStorage } from 'node:async_hooks';

const owner = new AsyncLocalStorage<object>();
let entered = 0;

/**
 * Does work whose every part, also what it does after waiting, can be told by `isInside`. Node pays for a storage that was
 * entered at every promise of the process, so it is left again as soon as nobody's work needs it.
 */
export async function inside<T>(whose: object, work: () => Promise<T>): Promise<T> {
  entered += 1;
  try {
    return await owner.run(whose, work);
  } finally {
    entered -= 1;
    if (entered === 0) owner.disable();
  }
}

export const isInside = (whose: object): boolean => owner.getStore() === whose;
