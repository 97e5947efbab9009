/** Why something was refused: a stable code, where, and the values that matter. Plain data, so that it crosses every wire. */
export interface Problem {
  readonly code: string;
  readonly path?: string;
  readonly [detail: string]: unknown;
}

/** What a function that can refuse returns. A throw, in this library, is always a bug. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (...problems: readonly Problem[]): Result<never> => ({ ok: false, problems });
