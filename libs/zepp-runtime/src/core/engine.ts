/** Strings in, strings out: the only thing a realm can call. It must never throw. */
export type Bridge = (op: string, json: string) => string;

export type EngineRealm = {
  /** Runs a file of the program as a script, then every promise job. Answers the fault in words, if there was one. */
  eval(code: string, filename: string): string | undefined;
  /** Calls the guest kernel, then runs every promise job. */
  dispatch(kind: string, json: string): string;
  /** After this nothing of the realm runs any more. */
  dispose(): void;
};

export type RealmStart = {
  name: string;
  bridge: Bridge;
  /** What the kernel's `start` gets, as JSON. */
  start: string;
  /** A promise of the program was rejected and nobody listened. */
  unheard(words: string): void;
  /** The realm used up what it may use and runs no more. Said once. */
  broken(why: string): void;
};

/** Something that runs JavaScript: V8 contexts in Node, a worker, QuickJS. Each realm starts with the guest kernel. */
export type Engine = {
  name: string;
  create(start: RealmStart): EngineRealm;
  /** Gives back what the engine holds outside this process' heap, such as a thread. */
  close?(): void;
};
