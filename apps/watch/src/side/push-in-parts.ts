import type { Answer } from './answers.js';

export type Push = { entries?: unknown; [field: string]: unknown };

type Problem = { index?: unknown; [field: string]: unknown };

const problemsOf = (answer: Answer): Problem[] =>
  Array.isArray(answer.problems) ? (answer.problems as Problem[]) : [];

/** Problems that name a place in the second half name it in the whole. */
const moved = (problems: Problem[], by: number): Problem[] =>
  problems.map((one) => (typeof one.index === 'number' ? { ...one, index: one.index + by } : one));

/**
 * Sends a push; one that is too large is halved until it fits, older half first. When the second half fails, the first
 * one's answer stands: its `through` tells the watch what is left to send.
 */
export async function pushInParts(send: (body: object) => Promise<Answer>, push: Push): Promise<Answer> {
  const answer = await send(push);
  const entries = Array.isArray(push.entries) ? push.entries : [];
  if (answer.ok || answer.code !== 'too-large' || entries.length < 2) return answer;
  const middle = Math.ceil(entries.length / 2);
  const older = await pushInParts(send, { ...push, entries: entries.slice(0, middle) });
  if (!older.ok) return older;
  const newer = await pushInParts(send, { ...push, entries: entries.slice(middle) });
  if (!newer.ok) return older;
  return { ...newer, problems: [...problemsOf(older), ...moved(problemsOf(newer), middle)] };
}
