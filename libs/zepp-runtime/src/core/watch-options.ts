import type { Device } from './devices.js';
import type { Engine } from './engine.js';
import type { HostTimers } from './host-timers.js';
import type { LogSink } from './log.js';
import type { Program } from './package.js';
import type { PhoneOptions } from './phone-options.js';
import type { Instant } from './scheduler.js';
import type { MotorStyle } from './vibrator.js';
import type { ZoneRules } from './zone.js';

/** How much a program may keep; undocumented for watches, so without bound unless given. */
export type BelongingsLimits = {
  /** Bytes of all its files. */
  diskBytes?: number;
  /** Files open at once. */
  openFiles?: number;
  /** Characters of all keys and values of one `LocalStorage`. */
  storageSize?: number;
  /** Stored objects come back as JSON text, as on some firmware (field report). Default false, as documented. */
  storedObjectsAsText?: boolean;
};

export type WatchOptions = {
  engine: Engine;
  program: Program;
  device: Device;
  timers: HostTimers;
  startAt: Instant;
  zone?: ZoneRules;
  /** The same seed and the same inputs give the same run. */
  seed?: number;
  /** `virtual`: time passes in `advance` alone. A number: that many times as fast as real time. */
  speed?: 'virtual' | number;
  /** Language of watch and phone, as `de-DE`; default `en-US`. */
  language?: string;
  log?: LogSink;
  /** Hears of each platform member a program calls or reads, such as `@zos/router.push`: for tests of the platform. */
  used?: (name: string) => void;
  /** Makes a PNG of an SVG; hosts have their own way to load the painter. */
  toPng?: (svg: string) => Promise<Uint8Array>;
  phone?: Partial<PhoneOptions>;
  /** What research could not settle; the defaults are the harsher readings. */
  limits?: BelongingsLimits & {
    screenTimeoutMs?: number;
    closeAfterDarkMs?: number;
    serviceMs?: number;
    /** After so long a page's bright time is lost until it is set anew; one model was seen at 270000. Default: never. */
    brightTimeCapMs?: number;
    /** The system ends a program in the dark in order: page and app.js hear `onDestroy`. Default false: unheard. */
    darkCloseHeard?: boolean;
    /** A second continuous service: the wearer is asked (documented), or `start` answers 7. Default `ask`. */
    serviceConflict?: 'ask' | 'refuse';
    /** Do-not-disturb, sleep and theatre mode keep alarms from lighting the screen and the motor still. Default `silent`. */
    quietModes?: 'silent' | 'ignored';
    /** What becomes of an alarm whose time the clock is set past; default `lost`. */
    missedAlarms?: 'lost' | 'late';
    /** How long after its second an alarm rings; how exact watches are is not known. Default 0. */
    alarmLateMs?: number;
    /** `getAllAlarms` answers texts once the watch was restarted, as one team saw it; default false. */
    alarmIdsAsText?: boolean;
    /**
     * What a name that nobody declares is. Two of the vendor's own samples read such a name on their first page and would
     * not open if it threw, so by default it is undefined, and the log says so once.
     */
    undeclaredNames?: 'undefined' | 'throw';
    /** A widget that listens to nothing lets touches through to those below; documented is that it keeps them. */
    touchesPassThrough?: boolean;
    /** What a call gives whose permission `app.json` lacks: nothing, as field reports say, or an error; default `silent`. */
    withoutPermission?: 'silent' | 'throws';
    /** Sensors the model has not got; default `SystemSounds` and `Buzzer`, which few have. */
    missingSensors?: readonly string[];
    /** A signal goes on when the page or service that began it has ended. */
    motorOutlivesProgram?: boolean;
    /** How the firmware's motor takes `start` and `setMode`. */
    motor?: Partial<MotorStyle>;
  };
};
