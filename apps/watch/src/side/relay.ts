import { type Answer, refusal } from './answers.js';
import { callHttp, readAddress } from './http.js';
import { disconnect } from './pairing.js';
import type { PhoneStore } from './phone-store.js';
import { type Push, pushInParts } from './push-in-parts.js';
import { openSocket, type SocketRoad } from './socket.js';
import { endsPairing, explain } from './words.js';

export type Relay = { push(body: object): Promise<Answer>; close(): void };

/** A note that the page shows; more often than once a minute would only build it anew. */
const NOTE_MS = 60_000;

const hasWebSocket = (): boolean => typeof WebSocket !== 'undefined';

/** Carries pushes to the server over the road this phone has. It keeps nothing: the watch asks again until it hears. */
export function openRelay(store: PhoneStore, now: () => number): Relay {
  let road: (SocketRoad & { server: string; token: string }) | undefined;

  const close = () => {
    road?.close();
    road = undefined;
  };
  const revoked = () => {
    close();
    disconnect(store, 'revoked');
  };
  const socketFor = (server: string, token: string): SocketRoad => {
    if (road?.server === server && road.token === token) return road;
    close();
    road = { ...openSocket(server, token, { revoked }), server, token };
    return road;
  };
  const send = (server: string, token: string, body: object): Promise<Answer> =>
    hasWebSocket()
      ? socketFor(server, token).push(body)
      : callHttp({ server, path: '/api/v1/journal', method: 'POST', token, body });

  const noteSuccess = () => {
    if (now() - Number(store.read('lastSyncAt') || 0) >= NOTE_MS) store.write('lastSyncAt', String(now()));
  };
  const noteRefusal = (answer: Answer) => {
    const code = answer.code ?? 'refused';
    if (endsPairing(code)) {
      close();
      disconnect(store, code);
    } else if (code !== 'too-large' && code !== 'busy') store.write('status', explain(answer));
  };

  return {
    close,
    async push(body) {
      const server = readAddress(store.read('server'));
      const token = store.read('token');
      if (server === undefined || token === '') return refusal('not-paired');
      const answer = await pushInParts((part) => send(server, token, part), body as Push);
      if (answer.ok) noteSuccess();
      else noteRefusal(answer);
      return answer;
    },
  };
}
