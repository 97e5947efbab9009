import { type Answer, refusal } from './answers.js';
import type { PhoneStore } from './phone-store.js';
import type { Relay } from './relay.js';

type Message = { method?: unknown; journalId?: unknown; deviceName?: unknown; push?: unknown };

/** What the watch hears back fits one frame: problems are told by number, not in full. */
const MOST_PROBLEMS = 10;

const short = (answer: Answer): Answer =>
  Array.isArray(answer.problems) ? { ...answer, problems: answer.problems.slice(0, MOST_PROBLEMS) } : answer;

function hello(store: PhoneStore, message: Message): Answer {
  if (typeof message.journalId === 'string') store.write('journalId', message.journalId);
  if (typeof message.deviceName === 'string') store.write('deviceName', message.deviceName);
  return { ok: true, paired: store.read('token') !== '', accountName: store.read('accountName') };
}

/** Answers one message of the watch. */
export async function answerWatch(store: PhoneStore, relay: Relay, message: Message): Promise<Answer> {
  if (message.method === 'hello') return hello(store, message);
  if (message.method !== 'push') return refusal('unknown-method');
  if (typeof message.push !== 'object' || message.push === null) return refusal('bad-push');
  return short(await relay.push(message.push));
}
