import * as v from 'valibot';
import { DoneAnswer } from '../forms.js';

/** For whom a link is, in the words of who makes it. */
export const LinkForm = v.strictObject({
  note: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
});
export const LinkFacts = v.object({
  id: v.string(),
  note: v.string(),
  createdAt: v.number(),
  expiresAt: v.number(),
});
export const MadeLinkAnswer = v.object({ ok: v.literal(true), link: LinkFacts, path: v.string() });

export const TakeForm = v.strictObject({ token: v.pipe(v.string(), v.maxLength(100)) });
/** The other side of a grant, and since when. */
export const PartyFacts = v.object({ id: v.string(), name: v.string(), since: v.number() });
export const TakenAnswer = v.object({ ok: v.literal(true), history: PartyFacts });

export const GrantsAnswer = v.object({
  ok: v.literal(true),
  /** Links of one's own that can still be taken. */
  links: v.array(LinkFacts),
  /** Who may read one's own history. */
  readers: v.array(PartyFacts),
  /** Whose history one may read. */
  histories: v.array(PartyFacts),
});
export { DoneAnswer };

export type Link = v.InferOutput<typeof LinkFacts>;
export type Party = v.InferOutput<typeof PartyFacts>;
