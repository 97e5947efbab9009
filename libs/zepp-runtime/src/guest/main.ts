/**
 * The guest kernel: evaluated in every realm before the program, by every engine. It answers one function that gives the
 * host its way in; the program finds nothing of it among its globals.
 */
import { connect, dispatch, handle, type RawBridge } from './bridge.js';
import { installClock, setOffsets } from './clock.js';
import { installPhoneSide, type PhoneSettings } from './phone-side.js';
import { installChance, narrowRealm } from './realm-globals.js';
import { startCallbacks } from './scope.js';
import { installSettingsPage, type SettingsPageSettings } from './settings-page.js';
import { installWatchSide, type WatchSettings } from './watch-side.js';

type Start = {
  seed: number;
  offsets: { from: number; minutes: number }[];
  watch?: WatchSettings;
  phone?: PhoneSettings;
  page?: SettingsPageSettings;
};

export function start(bridge: RawBridge, json: string): (kind: string, json: string) => string {
  const given = JSON.parse(json) as Start;
  const realm = globalThis as unknown as Record<string, unknown>;
  connect(bridge);
  narrowRealm();
  installChance(given.seed);
  setOffsets(given.offsets);
  handle('zone', (offsets) => setOffsets(offsets as Start['offsets']));
  installClock(realm);
  startCallbacks();
  if (given.watch !== undefined) installWatchSide(realm, given.watch);
  if (given.phone !== undefined) installPhoneSide(realm, given.phone);
  if (given.page !== undefined) installSettingsPage(realm, given.page);
  return dispatch;
}
