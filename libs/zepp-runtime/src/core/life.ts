import type { SystemMode } from './modes.js';
import type { Senses } from './sensors.js';
import type { WatchParts } from './watch-parts.js';

/** Events of the modes. The first is documented; the platform's own sample names the others. */
const MODE_EVENTS: Partial<Record<keyof SystemMode, string>> = {
  sleep: 'event:os.system.sleep_mode',
  DND: 'event:os.system.no_disturb',
  theater: 'event:os.system.theater_mode',
  powerSaving: 'event:os.system.power_saving',
};

/** What befalls a watch and the program on it. Each takes effect at once. */
export class Life {
  private readonly parts: WatchParts;

  constructor(parts: WatchParts) {
    this.parts = parts;
    parts.system.onMode = (name, on) => this.enter(() => this.modeChanged(name, on));
  }

  /** The process of program and cards dies at once, unheard; what it stored stays. */
  kill(): void {
    this.enter(({ process }) => process.die());
  }

  /**
   * Everything stops and starts again: alarms without `store` and the list of notifications are gone, the continuous service
   * comes back unless it asked not to, added cards are built anew.
   */
  reboot(): void {
    this.enter(({ services, alarms, notifications, router, cards }) => {
      this.stop();
      notifications.all.clear();
      router.reboot();
      alarms.reboot();
      services.reload();
      cards.rebuild();
    });
  }

  /** An update of the system: a restart that forgets stored alarms too (research: field report). */
  updateSystem(): void {
    this.parts.alarms.clear();
    this.reboot();
  }

  /** The system needs memory: program and services die at once, unheard, and none of them comes back by itself. */
  lowMemory(): void {
    this.enter(({ services, process, core }) => {
      core.remark('the system is short of memory: program and services are ended');
      services.endAll();
      process.die();
    });
  }

  /** The program is removed with all it kept on watch and phone. Launching it again installs it anew. */
  uninstall(): void {
    this.enter(
      ({ services, alarms, notifications, cards, storage, disk, phone, settings, transfer, phoneFiles }) => {
        cards.clear();
        this.stop();
        services.endAll();
        services.granted.clear();
        alarms.clear();
        notifications.all.clear();
        storage.clear();
        disk.clear();
        phone.kill();
        transfer.clear();
        phoneFiles.clear();
        for (const key of Object.keys(settings.all())) settings.set(key, undefined);
      },
    );
  }

  /**
   * Something happens that programs may listen to: `event:os.…` with its parameters, or `event:customize.…` with the words of
   * whoever emits it. False when this program does not listen.
   */
  systemEvent(name: string, given: Record<string, string | number> | string = {}): boolean {
    return this.parts.clockwork.enter(() =>
      typeof given === 'string' ? this.parts.events.emit(name, given) : this.parts.events.fire(name, given),
    );
  }

  /** The wearer chooses another language; services are stopped and started around it (documented). */
  speak(language: string): void {
    this.enter(({ texts, services }) => {
      if (texts.language === language) return;
      texts.language = language;
      services.reload();
    });
  }

  /** Readings change. Putting the watch on or off is an event of the system too. */
  sense<K extends keyof Senses>(sensor: K, change: Partial<Senses[K]>): void {
    this.enter(({ sensors, events }) => {
      const before = sensors.senses.wear.status;
      sensors.set(sensor, change);
      if (sensors.senses.wear.status !== before) events.fire('event:os.health.wear_status', {});
    });
  }

  /** The wearer opens a notification, or presses one of its buttons; either takes it off the list. */
  answer(id: number, action: number | undefined): void {
    this.enter(({ notifications, wakeups }) => {
      const found = notifications.all.get(id);
      const chosen = action === undefined ? undefined : found?.actions[action];
      notifications.all.delete(id);
      if (chosen !== undefined) wakeups.press(chosen);
    });
  }

  /** Screen, program and motor stop. */
  private stop(): void {
    const { process, screen, vibrator } = this.parts;
    process.die();
    vibrator.stop();
    screen.relaunch = false;
    screen.turnOff();
  }

  private modeChanged(name: keyof SystemMode, on: boolean): void {
    const event = MODE_EVENTS[name];
    if (event !== undefined) this.parts.events.fire(event, { status: on ? 'enter' : 'exit' });
    if (name === 'powerSaving') this.parts.services.reload();
  }

  private enter(run: (parts: WatchParts) => void): void {
    this.parts.clockwork.enter(() => run(this.parts));
  }
}
