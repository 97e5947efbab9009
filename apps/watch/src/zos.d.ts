/** Overlay typings: the calls of `@zos/*` that `device/` makes, as documented for API level 3.6. */
declare module '@zos/ui' {
  export type Widget = {
    setProperty(property: number, value: unknown): void;
    addEventListener(event: number, listener: (info: { x: number; y: number }) => void): void;
  };
  export const widget: { TEXT: number; ARC: number; FILL_RECT: number; CIRCLE: number };
  export const prop: { MORE: number };
  export const align: { LEFT: number; CENTER_H: number; CENTER_V: number; TOP: number };
  export const text_style: { WRAP: number; ELLIPSIS: number; NONE: number };
  export const event: { CLICK_DOWN: number; CLICK_UP: number; MOVE_OUT: number; LONG_PRESS?: number };
  export function createWidget(kind: number, options: object): Widget;
  export function deleteWidget(widget: Widget): void;
  export function setStatusBarVisible(visible: boolean): void;
}

declare module '@zos/device' {
  export const SCREEN_SHAPE_ROUND: number;
  export function getDeviceInfo(): {
    width: number;
    height: number;
    screenShape: number | undefined;
    deviceName: string | undefined;
    keyNumber: number | undefined;
  };
}

declare module '@zos/display' {
  export function setPageBrightTime(option: { brightTime: number }): number;
  export function resetPageBrightTime(): number;
  export function pauseDropWristScreenOff(option: { duration: number }): number;
  export function resetDropWristScreenOff(): number;
  export function pausePalmScreenOff(option: { duration: number }): number;
  export function resetPalmScreenOff(): number;
  export function setWakeUpRelaunch(option: { relaunch: boolean }): void;
}

declare module '@zos/interaction' {
  export const KEY_BACK: number;
  export const KEY_SELECT: number;
  export const KEY_UP: number;
  export const KEY_DOWN: number;
  export const KEY_EVENT_CLICK: number;
  export const KEY_EVENT_LONG_PRESS: number;
  export function onKey(option: { callback(key: number, event: number): boolean }): void;
  export function offKey(): void;
  export function onDigitalCrown(option: { callback(key: number, degree: number): void }): void;
  export function offDigitalCrown(): void;
  export function onGesture(option: { callback(gesture: number): boolean }): void;
  export function offGesture(): void;
}

declare module '@zos/sensor' {
  export type Action = { type: number; duration?: number };
  export class Vibrator {
    start(option?: { mode: number } | Action[]): void;
    stop(): void;
    setMode(option: { mode: number }): void;
    getType?(): Record<string, number>;
  }
  export const VIBRATOR_SCENE_SHORT_STRONG: number;
  export const VIBRATOR_SCENE_DURATION: number;
  export const VIBRATOR_SCENE_DURATION_LONG: number;
  export const VIBRATOR_SCENE_NOTIFICATION: number;
  export const VIBRATOR_SCENE_STRONG_REMINDER: number;
}

declare module '@zos/storage' {
  export class LocalStorage {
    getItem(key: string): unknown;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  }
}

declare module '@zos/fs' {
  export const O_RDONLY: number;
  export const O_WRONLY: number;
  export const O_CREAT: number;
  export const O_TRUNC: number;
  export function openSync(option: { path: string; flag: number }): number;
  export function closeSync(option: { fd: number }): number;
  export function statSync(option: { path: string }): { size: number } | undefined;
  export function readSync(option: { fd: number; buffer: ArrayBuffer }): number;
  export function writeSync(option: {
    fd: number;
    buffer: ArrayBuffer;
    options?: { offset?: number; length?: number; position?: number };
  }): number;
  export function mkdirSync(option: { path: string }): number;
  export function readdirSync(option: { path: string }): string[] | undefined;
  export function renameSync(option: { oldPath: string; newPath: string }): number;
  export function rmSync(option: { path: string }): number;
}

declare module '@zos/alarm' {
  export function set(option: { url: string; time: number; param?: string; store?: boolean }): number;
  export function cancel(id: number): void;
  export function getAllAlarms(): (number | string)[];
}

declare module '@zos/router' {
  export function push(option: { url: string; params?: string }): void;
  export function replace(option: { url: string; params?: string }): void;
  export function home(): void;
  export function back(): void;
}

declare module '@zos/timer' {
  export function setTimeout(work: () => void, afterMs: number): number;
  export function clearTimeout(timer: number): void;
  export function setInterval(work: () => void, everyMs: number): number;
  export function clearInterval(timer: number): void;
}

declare module '@zos/ble' {
  export function connectStatus(): boolean;
}

declare module '@zos/utils' {
  export const log: { getLogger(name: string): { log(text: string): void; error(text: string): void } };
}
