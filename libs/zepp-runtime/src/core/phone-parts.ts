import type { Clockwork } from './clockwork.js';
import type { Core } from './core.js';
import { Link } from './link.js';
import { noNetwork } from './network.js';
import { Phone } from './phone.js';
import { PhoneSettings } from './phone-settings.js';
import { SettingsPage } from './settings-page.js';
import type { WatchOptions } from './watch-options.js';

/** The phone beside the watch, and the link between them. */
export function makePhone(core: Core, clockwork: Clockwork, options: WatchOptions) {
  const link = new Link(core);
  const settings = new PhoneSettings(core);
  const phone = new Phone(core, {
    link,
    settings,
    options: {
      webSocket: false,
      network: noNetwork,
      timers: 'watch',
      startMs: 150,
      fetchLimitMs: 10_000,
      language: options.language ?? 'en-US',
      ...options.phone,
    },
    host: { timers: options.timers, enter: (run) => clockwork.enter(run) },
  });
  clockwork.outstanding = () => phone.outstanding;
  return { link, settings, phone, page: new SettingsPage(core, settings, () => phone.language) };
}
