/** The server's answer on either road; never an exception. */
export type Answer = {
  ok: boolean;
  code?: string;
  message?: string;
  retryAfterMs?: number;
  [field: string]: unknown;
};

/** The phone's platform cuts a request at 10 s; so do we, so that the watch hears of it in time. */
export const CUT_MS = 10_000;

export const refusal = (code: string, message = ''): Answer => ({ ok: false, code, message });

export const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && typeof (value as Answer).ok === 'boolean';

/** Resolves with `otherwise` when `work` takes longer than the cut or fails. */
export function cutOff(work: Promise<Answer>, otherwise: Answer): Promise<Answer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), CUT_MS);
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    work.then(settle, () => settle(otherwise));
  });
}
