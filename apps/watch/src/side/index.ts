import { BaseSideService } from '@zeppos/zml/base-side';
import { refusal } from './answers.js';
import { answerWatch } from './desk.js';
import { disconnect, pair, testConnection } from './pairing.js';
import { openPhoneStore, type PhoneKey, type PhoneStore } from './phone-store.js';
import { openRelay, type Relay } from './relay.js';

let store: PhoneStore | undefined;
let relay: Relay | undefined;

const open = (): { store: PhoneStore; relay: Relay } => {
  store = store ?? openPhoneStore(settings.settingsStorage);
  relay = relay ?? openRelay(store, () => Date.now());
  return { store, relay };
};

/** The page only writes wishes; they are read here, also those written before this process began. */
async function fulfil(): Promise<void> {
  const phone = open();
  if (phone.store.read('disconnect') !== '') {
    phone.store.forget('disconnect');
    phone.relay.close();
    disconnect(phone.store);
  }
  if (phone.store.read('test') !== '') {
    phone.store.forget('test');
    await testConnection(phone.store);
  }
  await pair(phone.store);
}

/** A code may have been typed before the address. */
const WISHES: PhoneKey[] = ['code', 'server', 'test', 'disconnect'];

AppSideService(
  BaseSideService({
    onInit() {
      fulfil().catch(() => undefined);
    },
    onDestroy() {
      relay?.close();
    },
    onSettingsChange(change) {
      if (WISHES.includes(change?.key as PhoneKey)) fulfil().catch(() => undefined);
    },
    onRequest(message, answer) {
      const { store: storage, relay: road } = open();
      answerWatch(storage, road, (message ?? {}) as object).then(
        (reply) => {
          answer(null, reply);
          // The watch has said who it is: a code may have waited for that.
          if (storage.read('code') !== '') fulfil().catch(() => undefined);
        },
        () => answer(null, refusal('phone-fault')),
      );
    },
  }),
);
