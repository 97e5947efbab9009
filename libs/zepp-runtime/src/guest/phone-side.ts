import { Buffer } from 'buffer/index.js';
import { call, describe, handle } from './bridge.js';
import { makeLogger } from './logger.js';
import { downloaderFor, imageFor } from './phone-network.js';
import { phoneTexts } from './phone-texts.js';
import { ask, closeScope, openScope, type Scope } from './scope.js';
import { settingsStorageFor } from './settings-storage.js';
import { makeTimers } from './timers.js';
import { transferFileFor } from './transfer-file.js';
import { fetchFor, webSocketFor } from './web-socket.js';

type Options = Record<string, unknown>;
export type PhoneSettings = {
  scope: number;
  webSocket: boolean;
  language: string;
  port: number;
  reasons: Record<string, boolean>;
  args: Record<string, unknown>;
  app: { appId: number; appName: string };
};

function peerSocket(scope: Scope): object {
  return {
    addListener: (event: string, listener: unknown) => void ask(scope, 'peer.listen', [event, listener]),
    removeListener: (event: string, listener: unknown) =>
      void ask(scope, 'peer.unlisten', [event, listener ?? null]),
    send: (data: unknown) => void ask(scope, 'peer.send', [data]),
  };
}

/** Globals of the side service inside the phone's app. */
export function installPhoneSide(realm: Options, given: PhoneSettings): void {
  const scope = openScope(given.scope, 'side');
  let service: Options | undefined;
  Object.assign(realm, makeTimers(scope), {
    Buffer,
    ...phoneTexts(given.language),
    console: makeLogger('console'),
    Logger: { getLogger: makeLogger },
    messaging: { peerSocket: peerSocket(scope) },
    settings: { settingsStorage: settingsStorageFor(scope) },
    fetch: fetchFor(scope),
    network: { downloader: downloaderFor(scope) },
    image: imageFor(scope),
    transferFile: transferFileFor(scope),
    sideService: { appInfo: { app: given.app }, launchReasons: given.reasons, launchArgs: given.args },
    getApp: () => ({ port2: given.port, _options: { globalData: {} } }),
    AppSideService: (options: Options) => {
      service = options;
      return options;
    },
  });
  if (given.webSocket) realm.WebSocket = webSocketFor(scope);
  handle('live', (data) => {
    const { method, args } = data as { method: string; args: unknown[] };
    const fn = service?.[method];
    if (typeof fn !== 'function') return false;
    try {
      fn.apply(service, args);
    } catch (fault) {
      call('fault', { where: method, text: describe(fault), stack: '' });
    }
    return true;
  });
  handle('scope.close', () => closeScope(scope));
}
