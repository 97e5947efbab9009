import type { KeptState } from '@plumbline/zepp-runtime/browser';

/**
 * What a virtual watch keeps in this browser. The choices lie in localStorage; what belongs to programs lies in a database
 * of its own, one entry per program, so that no program is ever handed what another has kept.
 */
const CHOICES = 'plumbline.virtual-watch.choices';
const DATABASE = 'plumbline.virtual-watch';
const STORE = 'kept';
/** Where earlier versions kept everything, the device's token included. */
const FORMER = 'plumbline.virtual-watch.state';

export const SPEEDS = [1, 10, 60, 600] as const;
export type Choices = { model: string; speed: number; sound: boolean };

export function choices(otherwise: Choices): Choices {
  try {
    localStorage.removeItem(FORMER);
    const found: unknown = JSON.parse(localStorage.getItem(CHOICES) ?? 'null');
    const { model, speed, sound } = (found ?? {}) as Partial<Choices>;
    return {
      model: typeof model === 'string' ? model : otherwise.model,
      speed: SPEEDS.find((one) => one === speed) ?? otherwise.speed,
      sound: sound === true,
    };
  } catch {
    return otherwise;
  }
}

export function keepChoices(made: Choices): void {
  try {
    localStorage.setItem(CHOICES, JSON.stringify(made));
  } catch {
    // Private windows may refuse; the next visit then starts with the first choices.
  }
}

const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

function database(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answerOf(request);
}

/** A full or closed database loses the watch's memory, not the page. */
async function inStore<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>) {
  try {
    const opened = await database();
    const answer = await answerOf(ask(opened.transaction(STORE, mode).objectStore(STORE)));
    opened.close();
    return answer;
  } catch {
    return undefined;
  }
}

export const recall = (key: string): Promise<unknown> => inStore('readonly', (store) => store.get(key));
export const remember = async (key: string, value: unknown): Promise<void> =>
  void (await inStore('readwrite', (store) => store.put(value, key)));
export const forget = async (key: string): Promise<void> =>
  void (await inStore('readwrite', (store) => store.delete(key)));

export async function keptState(program: string): Promise<KeptState | undefined> {
  const found = (await recall(program)) as Partial<KeptState> | undefined;
  if (!Array.isArray(found?.storage) || !Array.isArray(found.files)) return undefined;
  return { ...found, storage: found.storage, files: found.files, settings: found.settings ?? {} };
}
