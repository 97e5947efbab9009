/** zepp-runtime: runs packaged Zepp OS v3 programs without a watch. This door is for any host; Node's is `/node`. */
export type { Alarm } from './core/alarms.js';
export { PACKAGE_LIMITS } from './core/archive.js';
export type { BackgroundByHand, CardsByHand, ClockByHand } from './core/by-hand.js';
export { NoCard } from './core/cards.js';
export type { Speed } from './core/clockwork.js';
export { atLeast, type Device, devices, findDevice } from './core/devices.js';
export type { Disk } from './core/disk.js';
export type { Bridge, Engine, EngineRealm, RealmStart } from './core/engine.js';
export { guestBundle } from './core/guest-bundle.js';
export type { HostTimers } from './core/host-timers.js';
export type { Direction, KeyName, KeyPress } from './core/input.js';
export { MOST_KEPT } from './core/keeping.js';
export type { LogLevel, LogLine, LogSink } from './core/log.js';
export type { KeptState } from './core/memory.js';
export type { MotorPulse, MotorTimeline } from './core/motor-timeline.js';
export {
  type NetAnswer,
  type NetRequest,
  type NetSocket,
  type Network,
  noNetwork,
  type SocketEvents,
} from './core/network.js';
export type { Notification, NotificationAction } from './core/notifications.js';
export { type AppManifest, type Files, type Loaded, loadPackage, type Program } from './core/package.js';
export type { PhoneOptions } from './core/phone-options.js';
export type { ScenarioPlayer } from './core/scenario.js';
export {
  BadScenario,
  type ReadScenario,
  type Scenario,
  type ScenarioProblem,
} from './core/scenario-kinds.js';
export { readScenario } from './core/scenario-read.js';
export type { Instant } from './core/scheduler.js';
export type { DisplayChoices } from './core/screen.js';
export type { Senses } from './core/sensors.js';
export type { SettingsPart } from './core/settings-page.js';
export type { Storage } from './core/storage.js';
export type { SystemMode } from './core/system.js';
export { LANGUAGES } from './core/texts.js';
export type { MotorStyle } from './core/vibrator.js';
export { Watch } from './core/watch.js';
export type { WatchOptions } from './core/watch-options.js';
export type { WatchPhone } from './core/watch-phone.js';
export type { Json, JsonObject, WidgetNode, WidgetTree } from './core/widget-tree.js';
export { fixedZone, type ZoneRules, zoneRules } from './core/zone.js';
