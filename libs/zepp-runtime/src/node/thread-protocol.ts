/** What the host and the thread of a guarded engine say to each other. Each side speaks, then sleeps until it is answered. */
export type ToThread =
  | { kind: 'create'; realm: number; name: string; start: string }
  | { kind: 'eval'; realm: number; code: string; filename: string }
  | { kind: 'dispatch'; realm: number; what: string; json: string }
  | { kind: 'dispose'; realm: number }
  | { kind: 'figures' }
  | { kind: 'answer'; text: string };

export type FromThread =
  | { kind: 'bridge'; realm: number; op: string; json: string }
  | { kind: 'unheard'; realm: number; words: string }
  | { kind: 'broken'; realm: number; why: string }
  | { kind: 'failed' }
  | { kind: 'done'; text?: string };

/** Places in the shared memory: each side counts there what it has said, and the other sleeps on that number. */
export const HOST_SAID = 0;
export const THREAD_SAID = 1;

/** What the thread is started with. */
export type ThreadData = {
  said: SharedArrayBuffer;
  limits: object;
  /** The guest kernel's code, which the thread does not carry a second time. */
  guest: string;
  /** Where QuickJS is looked for: our own file's address. */
  from: string;
  port: unknown;
};
