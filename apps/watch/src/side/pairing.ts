import type { Answer } from './answers.js';
import { callHttp, readAddress } from './http.js';
import type { PhoneStore } from './phone-store.js';
import { connectedAs, explain, reached, wordsFor } from './words.js';

const CODE_SIGNS = 8;

/** Upper case, without blanks and dashes, look-alikes as Crockford reads them. Undefined while it is not complete. */
export function readCode(typed: string): string | undefined {
  const signs = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return signs.length === CODE_SIGNS && /^[0-9A-HJKMNP-TV-Z]+$/.test(signs) ? signs : undefined;
}

const say = (store: PhoneStore, code: string) => store.write('status', wordsFor(code) ?? code);

/** The server's address ready for use, or a sentence in `status` and undefined. */
function addressOf(store: PhoneStore): string | undefined {
  const typed = store.read('server');
  const server = readAddress(typed);
  if (server === undefined) say(store, typed.trim() === '' ? 'no-address' : 'bad-address');
  return server;
}

function keepPairing(store: PhoneStore, answer: Answer): void {
  const accountName = String(answer.accountName ?? '');
  store.write('token', String(answer.token));
  store.write('accountName', accountName);
  if (typeof answer.accountId === 'string') store.write('accountId', answer.accountId);
  else store.forget('accountId');
  store.write('status', connectedAs(accountName));
}

/**
 * Trades the typed code for a token. A code waits for the address and for the watch; once it is sent it is gone,
 * whatever came of it.
 */
export async function pair(store: PhoneStore): Promise<void> {
  const code = readCode(store.read('code'));
  if (code === undefined) return;
  const server = addressOf(store);
  const journalId = store.read('journalId');
  if (server === undefined) return;
  if (journalId === '') return say(store, 'no-watch');
  store.forget('code');
  const body = { code, deviceName: store.read('deviceName') || 'Amazfit', journalId };
  const answer = await callHttp({ server, path: '/api/v1/pair', method: 'POST', body });
  if (answer.ok && typeof answer.token === 'string') keepPairing(store, answer);
  else store.write('status', explain(answer.ok ? { ok: false, code: 'not-plumbline' } : answer));
}

type Health = { status?: unknown; version?: unknown };

/** Asks the server how it is and says in words what came of it. */
export async function testConnection(store: PhoneStore): Promise<void> {
  const server = addressOf(store);
  if (server === undefined) return;
  const answer = await callHttp({ server, path: '/api/v1/health', method: 'GET' });
  const health = (answer.body ?? answer) as Health;
  if (health.status === 'ok') store.write('status', reached(String(health.version ?? '')));
  else store.write('status', explain(answer));
}

export function disconnect(store: PhoneStore, code = 'disconnected'): void {
  store.forget('token', 'accountName', 'accountId');
  say(store, code);
}
