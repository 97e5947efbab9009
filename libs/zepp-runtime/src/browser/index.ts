/** The browser's host: a packaged program on a virtual watch, in a worker inside a sandboxed document. */
export { atLeast, type Device, devices, findDevice } from '../core/devices.js';
export type { KeyName, KeyPress } from '../core/input.js';
export type { LogLine } from '../core/log.js';
export type { KeptState } from '../core/memory.js';
export type { MotorPulse, MotorTimeline } from '../core/motor-timeline.js';
export { calm } from '../core/senses.js';
export type { SettingsPart } from '../core/settings-page.js';
export { zoneRules } from '../core/zone.js';
export { keyCount } from './key-counts.js';
export { type Machine, type MachineSetup, openMachine } from './machine.js';
export type { MachineEvents, MotorNews, ScreenView } from './machine-events.js';
export type { Input, PageAction, StartOptions, WatchState } from './messages.js';
export { allowedAddress, PhoneNetwork, type Secrets } from './phone-network.js';
