import type { Alarm } from './alarms.js';
import type { Core } from './core.js';
import type { NotificationAction } from './notifications.js';
import { normalUrl, type ProgramHost } from './program.js';
import type { Screen } from './screen.js';
import type { Services } from './services.js';

type Parts = {
  core: Core;
  services: Services;
  screen: Screen;
  program: ProgramHost;
  /** The watch is to stay dark and still now. */
  quiet(): boolean;
};

/** What the system opens on somebody's behalf: the file of an alarm or of a notification's button. */
export class Wakeups {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /**
   * A page wakes the screen and app.js gets the parameter (research: documented, and the page gets none). In quiet modes the
   * screen stays dark, and the program ends soon as any does in the dark.
   */
  ring({ url, param }: Pick<Alarm, 'url' | 'param'>): void {
    const { services } = this.parts;
    if (services.has(url)) services.deliver(url, param);
    else this.open(url, param);
  }

  /** The wearer presses a button of a notification: the page it names gets the parameter. */
  press({ file, param }: Pick<NotificationAction, 'file' | 'param'>): void {
    const { services, screen, program } = this.parts;
    if (services.has(file)) services.deliver(file, param);
    else if (this.isPage(file)) {
      screen.turnOn();
      program.launch([{ url: normalUrl(file), params: param }]);
    }
  }

  private open(url: string, param: string): void {
    const { screen, program, quiet } = this.parts;
    if (!this.isPage(url)) return;
    const dark = quiet() && !screen.on;
    if (!dark) screen.turnOn();
    program.launch([{ url: normalUrl(url), params: '' }], param);
    if (dark) screen.countDown();
  }

  /** Whether the program has such a page; what a package does not declare is not opened, and the log says so. */
  private isPage(url: string): boolean {
    const { program, core } = this.parts;
    if (program.pages.some((page) => normalUrl(page) === normalUrl(url))) return true;
    core.remark(`app.json declares neither a page nor a service ${url}`);
    return false;
  }
}
