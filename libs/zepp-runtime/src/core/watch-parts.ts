import { constantOf } from '../wire/constants.js';
import { Alarms } from './alarms.js';
import { ApiLevels } from './api-levels.js';
import { AppProcess } from './app-process.js';
import { boundLook } from './bound-data.js';
import { Cards } from './cards.js';
import { makeChance } from './chance.js';
import { Chooser, whichService } from './chooser.js';
import { Clockwork } from './clockwork.js';
import { type Core, Ops } from './core.js';
import { Disk } from './disk.js';
import { displayOps } from './display-ops.js';
import { SystemEvents } from './events.js';
import { FileOps } from './file-ops.js';
import { Input } from './input.js';
import { Inspector } from './inspector.js';
import type { LogLine } from './log.js';
import { isQuiet } from './modes.js';
import { noNetwork } from './network.js';
import { Notifications } from './notifications.js';
import { Overlay } from './overlay.js';
import { PageScroll } from './page-scroll.js';
import { Permissions } from './permissions.js';
import { makePhone } from './phone-parts.js';
import { Pictures } from './pictures.js';
import { ProgramHost } from './program.js';
import { addReading } from './reading.js';
import { Router } from './router.js';
import { Scheduler } from './scheduler.js';
import { Screen } from './screen.js';
import { scrollRange } from './scroll-range.js';
import { Sensors } from './sensors.js';
import { Services } from './services.js';
import { Storage } from './storage.js';
import { System } from './system.js';
import { SystemKeyboard } from './system-keyboard.js';
import { SystemTimers } from './system-timers.js';
import { Texts } from './texts.js';
import { Vibrator } from './vibrator.js';
import { Wakeups } from './wakeups.js';
import { WallClock } from './wall-clock.js';
import type { WatchOptions } from './watch-options.js';
import { Widgets } from './widgets.js';
import { fixedZone } from './zone.js';

/** Logs longer than this lose their oldest lines. */
const MOST_LINES = 20_000;

function makeCore(options: WatchOptions, logs: LogLine[]): Core {
  const scheduler = new Scheduler(options.startAt);
  const ops = new Ops();
  const wall = new WallClock(scheduler, options.zone ?? fixedZone(0));
  const seed = options.seed ?? 1;
  let ids = 0;
  const log = (line: LogLine) => {
    if (logs.length >= MOST_LINES) logs.splice(0, MOST_LINES / 10);
    logs.push(line);
    options.log?.(line);
  };
  return {
    engine: options.engine,
    scheduler,
    ops,
    device: options.device,
    program: options.program,
    wall,
    get zone() {
      return wall.zone;
    },
    log,
    used: options.used,
    nextSeed: () => {
      ids += 1;
      return Math.imul(seed, 0x9e3779b1) ^ Math.imul(ids, 0x85ebca6b);
    },
    nextId: () => {
      ids += 1;
      return ids;
    },
    chance: makeChance(Math.imul(seed, 0x27d4eb2f)),
    undeclaredNames: options.limits?.undeclaredNames ?? 'undefined',
    remark: (text) => log({ at: scheduler.now, realm: 'runtime', level: 'warn', text }),
    answer: (op, call) => ops.answer(op, call),
    levels: new ApiLevels(options.device),
  };
}

function makeScreen(core: Core, options: WatchOptions) {
  const { screenTimeoutMs = 10_000, closeAfterDarkMs = 10_000, brightTimeCapMs } = options.limits ?? {};
  const screen = new Screen(core, { screenTimeoutMs, closeAfterDarkMs, brightTimeCapMs });
  core.ops.add('@zos/display', displayOps(screen, core));
  const overlay = new Overlay(core);
  const storage = new Storage(core, {
    size: options.limits?.storageSize,
    objectsAsText: options.limits?.storedObjectsAsText,
  });
  const scroll = new PageScroll(core);
  const process = new AppProcess(core);
  process.onEnd = () => storage.session.clear();
  const cards = new Cards(core, process);
  const program = new ProgramHost(core, process, {
    entering: () => {
      cards.leave();
      router.systemPage = undefined;
    },
    pageOpened: () => screen.stir(),
    pageClosed: () => {
      screen.endPage();
      overlay.endPage();
      scroll.endPage();
    },
    left: () => {
      screen.relaunch = false;
    },
  });
  screen.onDark = () => cards.leave();
  screen.onLongDark = () => (options.limits?.darkCloseHeard === true ? program.leave() : program.close());
  const router = new Router(core, { program, screen });
  const keyboard = new SystemKeyboard(core, router);
  const passThrough = options.limits?.touchesPassThrough ?? false;
  return { screen, overlay, storage, process, cards, program, scroll, router, keyboard, passThrough };
}

/** What the wearer sees: the program or a card of it, the watch's own face, or that face while the screen rests. */
function frontOf({ screen, program, cards }: ReturnType<typeof makeScreen>): 'app' | 'face' | 'aod' {
  if (!screen.on && screen.choices.aod) return 'aod';
  return program.running === undefined && cards.front === undefined ? 'face' : 'app';
}

/** Everything one watch and its phone are made of, connected. */
export function assemble(options: WatchOptions) {
  const logs: LogLine[] = [];
  const core = makeCore(options, logs);
  const network = options.phone?.network ?? noNetwork;
  const clockwork = new Clockwork({
    scheduler: core.scheduler,
    timers: options.timers,
    network,
    remark: core.remark,
  });
  const { limits = {} } = options;
  const shown = makeScreen(core, options);
  const disk = new Disk(core.program.device, { bytes: limits.diskBytes, openFiles: limits.openFiles });
  const pictures = new Pictures(core, disk);
  const widgets = new Widgets(core, shown.scroll, pictures);
  shown.cards.onFront = (card, origin) => {
    widgets.front = card?.scope;
    shown.scroll.aside = origin;
  };
  shown.scroll.range = () => scrollRange({ core, widgets, scroll: shown.scroll });
  const services = new Services(core, {
    serviceMs: limits.serviceMs ?? 600,
    conflict: limits.serviceConflict ?? 'ask',
  });
  const lacking = limits.withoutPermission ?? 'silent';
  const permissions = new Permissions(core, services.granted, lacking);
  const system = new System(core, { permissions, front: () => frontOf(shown) });
  const texts = new Texts(core, options.language);
  widgets.language = () => texts.language;
  shown.overlay.twelve = () =>
    system.preferences.timeFormat === constantOf('@zos/settings', 'TIME_FORMAT_12');
  const sensors = new Sensors(core, {
    missing: limits.missingSensors ?? ['SystemSounds', 'Buzzer'],
    preferences: system.preferences,
    language: () => texts.language,
  });
  widgets.bound = (widget) => boundLook(widget, sensors.senses);
  addReading(core, { texts, widgets, preferences: system.preferences });
  const quiet = () => limits.quietModes !== 'ignored' && isQuiet(system.mode);
  const vibrator = new Vibrator(core, {
    outlivesProgram: limits.motorOutlivesProgram ?? false,
    style: limits.motor,
    quiet,
  });
  const wakeups = new Wakeups({ core, services, screen: shown.screen, program: shown.program, quiet });
  return {
    core,
    logs,
    clockwork,
    ...shown,
    services,
    permissions,
    chooser: new Chooser(core, [() => whichService(core, services.slot), () => permissions.question]),
    systemTimers: new SystemTimers(core),
    wakeups,
    events: new SystemEvents(core, services),
    alarms: new Alarms(
      core,
      {
        missed: limits.missedAlarms ?? 'lost',
        idsAsText: limits.alarmIdsAsText ?? false,
        lateMs: limits.alarmLateMs ?? 0,
      },
      (alarm) => wakeups.ring(alarm),
    ),
    notifications: new Notifications(core, vibrator),
    vibrator,
    widgets,
    inspector: new Inspector(core, widgets),
    input: new Input(core),
    sensors,
    system,
    texts,
    disk,
    pictures,
    // Research: a service may write files only while the screen is dark.
    fileOps: new FileOps(core, disk, ({ scope }) => scope.kind !== 'service' || !shown.screen.on),
    ...makePhone(core, clockwork, { options, disk }),
  };
}

export type WatchParts = ReturnType<typeof assemble>;
