import type { Problem } from '@plumbline/routine-core';

/** Why nothing of a file can be taken: caught where it is read, told to its person. */
export class FileProblem extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly line?: number,
  ) {
    super(message);
  }

  get problem(): Problem {
    const { code, message, line } = this;
    return { code, message, ...(line === undefined ? {} : { path: `lines.${line}` }) };
  }
}
