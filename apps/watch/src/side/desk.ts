import { type Account, sameAccount } from '../journal/identity.js';
import { type Answer, refusal } from './answers.js';
import type { PhoneStore } from './phone-store.js';
import type { Relay } from './relay.js';

type Message = {
  method?: unknown;
  journalId?: unknown;
  deviceName?: unknown;
  push?: unknown;
  /** Whose entries these are, once the watch knows. */
  account?: unknown;
};

/** What the watch hears back fits one frame: problems are told by number, not in full. */
const MOST_PROBLEMS = 10;

type Problem = { code?: unknown };

/** A fork comes first: it is the only problem that the watch acts on. */
function short(answer: Answer): Answer {
  if (!Array.isArray(answer.problems)) return answer;
  const problems = answer.problems as Problem[];
  const forks = problems.filter(({ code }) => code === 'journal-forked');
  const others = problems.filter(({ code }) => code !== 'journal-forked');
  return { ...answer, problems: [...forks, ...others].slice(0, MOST_PROBLEMS) };
}

const pairedWith = (store: PhoneStore): { accountName: string; accountId?: string } => {
  const accountId = store.read('accountId');
  return { accountName: store.read('accountName'), ...(accountId === '' ? {} : { accountId }) };
};

/** The phone may have been paired anew since the watch last asked. */
function isForOther(store: PhoneStore, account: unknown): boolean {
  if (typeof account !== 'object' || account === null) return false;
  const { accountName: name, accountId: id } = pairedWith(store);
  return !sameAccount(account as Account, id === undefined ? { name } : { name, id });
}

function hello(store: PhoneStore, message: Message): Answer {
  if (typeof message.journalId === 'string') store.write('journalId', message.journalId);
  if (typeof message.deviceName === 'string') store.write('deviceName', message.deviceName);
  return { ok: true, paired: store.read('token') !== '', ...pairedWith(store) };
}

/** Answers one message of the watch. */
export async function answerWatch(store: PhoneStore, relay: Relay, message: Message): Promise<Answer> {
  if (message.method === 'hello') return hello(store, message);
  if (message.method !== 'push') return refusal('unknown-method');
  if (typeof message.push !== 'object' || message.push === null) return refusal('bad-push');
  if (store.read('token') === '') return refusal('not-paired');
  if (isForOther(store, message.account)) return refusal('other-account');
  return short(await relay.push(message.push));
}
