import type { KeyName, KeyPress } from '../core/input.js';
import type { LogLine } from '../core/log.js';
import type { KeptState } from '../core/memory.js';
import type { MotorPulse, MotorTimeline } from '../core/motor-timeline.js';
import type { NetAnswer, NetRequest } from '../core/network.js';
import type { SettingsPart } from '../core/settings-page.js';
import type { SystemMode } from '../core/system.js';
import type { ZoneRules } from '../core/zone.js';

export type StartOptions = {
  package: ArrayBuffer;
  device: string;
  startAt: number;
  zone: ZoneRules;
  seed: number;
  /** How many times as fast as real time; 0 stands still until `advance`. */
  speed: number;
  /** Whether the phone has a network. Without one its clock is the watch's, and a run is the same every time. */
  network: boolean;
  /** Whether the wearer is asked for permissions, or grants them all. */
  asks: boolean;
  kept: KeptState | undefined;
};

/** Characters of a picture that a page is still asked to draw. */
export const MOST_SVG = 1_000_000;

/** What can be done to a watch and its phone; plain data, so that a script of them runs on every host. */
export type Input =
  | { kind: 'tap' | 'hold'; x: number; y: number }
  | { kind: 'tap-text'; text: string }
  | { kind: 'finger'; does: 'down' | 'move'; x: number; y: number }
  | { kind: 'finger-up' }
  | { kind: 'key'; key: KeyName; press: KeyPress }
  | { kind: 'crown'; degrees: number }
  | { kind: 'swipe'; direction: 'up' | 'down' | 'left' | 'right' }
  | { kind: 'launch' | 'screen-off' | 'wake' | 'wrist-drop' | 'palm' }
  | { kind: 'kill' | 'reboot' | 'uninstall' | 'low-memory' | 'update-system' }
  | { kind: 'card'; does: 'add' | 'show' | 'remove'; path: string }
  | { kind: 'card-leave' }
  | { kind: 'permission'; granted: boolean }
  | { kind: 'answer'; notification: number; action?: number }
  | { kind: 'sense'; sensor: string; change: Record<string, number> }
  | { kind: 'mode'; mode: keyof SystemMode; on: boolean }
  | { kind: 'link'; connected: boolean; delayMs: number; loss: number; duplicate: number }
  | { kind: 'phone'; does: 'start' | 'kill' | 'sleep' | 'awake' };

export type PageAction =
  | { action: 'open' | 'close' }
  | { action: 'click'; label: string }
  | { action: 'type'; label: string; text: string }
  | { action: 'choose'; label: string; values: string[] };

/** From the page to the worker. */
export type ToWorker =
  | { type: 'start'; options: StartOptions }
  | { type: 'input'; input: Input }
  | { type: 'speed'; speed: number }
  | { type: 'advance'; id: number; ms: number }
  | { type: 'timeline'; id: number }
  | ({ type: 'settings-page' } & PageAction)
  | { type: 'ping'; id: number }
  /** The page has drawn the last screen; a page that is slow with large pictures gets fewer of them. */
  | { type: 'seen' }
  | { type: 'fetched'; id: number; answer: NetAnswer | undefined; fault: string }
  | { type: 'socket'; id: number; event: SocketEvent };

export type SocketEvent =
  | { kind: 'open' }
  | { kind: 'message'; data: string | Uint8Array }
  | { kind: 'close'; code: number; reason: string };

/** What a wearer could find out without the program's screen. */
export type WatchState = {
  notifications: { id: number; title: string; content: string; actions: string[] }[];
  alarms: { at: number; url: string }[];
  services: string[];
  phoneRuns: boolean;
  cards: { path: string; name: string; kind: string; added: boolean }[];
  /** Permissions that the program asks the wearer for. */
  asked: string[];
};

/** From the worker to the page. The page trusts none of it: the worker runs the program. */
export type ToPage =
  | { type: 'ready' }
  | { type: 'started' }
  | { type: 'refused'; code: string; message: string }
  | { type: 'pong'; id: number; at: number }
  | { type: 'advanced'; id: number }
  | { type: 'timeline'; id: number; timeline: MotorTimeline }
  | { type: 'screen'; svg: string; texts: string[]; running: boolean; lit: boolean; at: number }
  | ({ type: 'state' } & WatchState)
  /** Pulses from the `from`th on; a pulse that was cut short comes again. */
  | { type: 'motor'; from: number; pulses: MotorPulse[]; speed: number }
  | { type: 'log'; lines: LogLine[] }
  | { type: 'settings-page'; tree: SettingsPart | undefined; settings: Record<string, string> }
  | { type: 'keep'; kept: KeptState }
  | { type: 'fetch'; id: number; request: NetRequest }
  | { type: 'connect'; id: number; url: string; protocols: string[] }
  | { type: 'send'; id: number; data: string | Uint8Array }
  | { type: 'close'; id: number; code: number; reason: string };
