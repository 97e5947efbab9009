import type { Clockwork } from './clockwork.js';
import type { Core } from './core.js';
import type { Disk } from './disk.js';
import { placeOf } from './disk-paths.js';
import { Link } from './link.js';
import { noNetwork } from './network.js';
import { Phone } from './phone.js';
import { PhoneFiles } from './phone-files.js';
import { PhoneNet } from './phone-net.js';
import { type PhoneOptions, phoneDefaults } from './phone-options.js';
import { PhoneSettings } from './phone-settings.js';
import { SettingsPage } from './settings-page.js';
import { type FilePlace, TransferFiles } from './transfer.js';
import type { WatchOptions } from './watch-options.js';

const optionsOf = ({ phone, language = 'en-US' }: WatchOptions): PhoneOptions => ({
  ...phoneDefaults,
  network: noNetwork,
  language,
  ...phone,
});

const onWatch = (disk: Disk): FilePlace => ({
  read: (path) => {
    const place = placeOf(path);
    return place === undefined ? undefined : disk.content(place);
  },
  store: (path, bytes) => disk.receive(placeOf(path)?.path ?? '', bytes),
  arrived: () => undefined,
});

const onPhone = (files: PhoneFiles, phone: Phone): FilePlace => ({
  read: (path) => files.read(path),
  store: (path, bytes) => files.write(path, bytes),
  arrived: () => phone.wake({ reasons: { fileTransfer: true } }),
});

/** The phone beside the watch, and the link between them. */
export function makePhone(core: Core, clockwork: Clockwork, given: { options: WatchOptions; disk: Disk }) {
  const options = optionsOf(given.options);
  const host = { timers: given.options.timers, enter: (run: () => void) => clockwork.enter(run) };
  const link = new Link(core);
  const settings = new PhoneSettings(core);
  const phone = new Phone(core, { link, settings, options, host });
  const phoneFiles = new PhoneFiles(core);
  const phoneNet = new PhoneNet(core, { phone, files: phoneFiles, options, host });
  const places = { watch: onWatch(given.disk), phone: onPhone(phoneFiles, phone) };
  clockwork.outstanding = () => phoneNet.outstanding;
  return {
    link,
    settings,
    phone,
    phoneFiles,
    phoneNet,
    transfer: new TransferFiles(core, link, places),
    page: new SettingsPage(core, settings, () => phone.language),
  };
}
