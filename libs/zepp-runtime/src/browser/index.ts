/** The browser's host: a packaged program on a virtual watch, in a worker inside a sandboxed document. */
export { atLeast, type Device, devices, findDevice } from '../core/devices.js';
export type { LogLine } from '../core/log.js';
export type { SettingsPart } from '../core/settings-page.js';
export type { MotorPulse } from '../core/vibrator.js';
export { zoneRules } from '../core/zone.js';
export { type Machine, type MachineEvents, openMachine, type ScreenView } from './machine.js';
export type { Input, KeptState, StartOptions } from './messages.js';
export { allowedAddress, PhoneNetwork } from './phone-network.js';
