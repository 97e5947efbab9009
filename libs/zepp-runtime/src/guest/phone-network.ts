import { ask, type Scope } from './scope.js';

type Told = (event?: unknown) => void;
type Task = { onProgress?: Told; onSuccess?: Told; onFail?: Told; onComplete?: Told; cancel(): void };
const HEARERS = {
  progress: 'onProgress',
  success: 'onSuccess',
  fail: 'onFail',
  complete: 'onComplete',
} as const;

/** `network.downloader`: a task whose listeners a program sets after it was made. */
export function downloaderFor(scope: Scope): object {
  const downloadFile = (options: object): Task => {
    const task: Task = { cancel: () => void ask(scope, 'net.cancel', [id]) };
    const heard = (event: keyof typeof HEARERS, data: unknown) => task[HEARERS[event]]?.(data ?? undefined);
    const id = ask(scope, 'net.download', [options, heard]) as number;
    return task;
  };
  return { downloadFile };
}

/** `image.convert` answers later, like everything of the phone's. */
export const imageFor = (scope: Scope): object => ({
  convert: (options: object) => new Promise((resolve) => resolve(ask(scope, 'image.convert', [options]))),
});
