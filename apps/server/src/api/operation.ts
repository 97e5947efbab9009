import type * as v from 'valibot';

/** Who may use an address; the same words that `@Allow` takes. */
export type Access = 'anyone' | 'account' | 'device';

/** What one address does, in the schemas that its handler checks by. */
export type Operation = {
  does: string;
  access: Access[];
  body?: v.GenericSchema;
  query?: { entries: Record<string, unknown> };
  answer: v.GenericSchema;
  /** Of an answer that is not JSON. */
  media?: string;
};

/** Each feature lists its addresses as `METHOD /path`, path parameters in braces. */
export type Operations = Record<string, Operation>;
