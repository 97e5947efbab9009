import type { LogLine } from '../core/log.js';
import type { NetAnswer, NetRequest } from '../core/network.js';
import type { SettingsPart } from '../core/settings-page.js';
import type { MotorPulse } from '../core/vibrator.js';
import type { ZoneRules } from '../core/zone.js';

/** What a watch and its phone keep between two visits: plain data, bytes as base64. */
export type KeptState = {
  storage: [space: string, entries: [key: string, value: unknown][]][];
  files: [path: string, base64: string][];
  settings: Record<string, string>;
};

export type StartOptions = {
  package: ArrayBuffer;
  device: string;
  startAt: number;
  zone: ZoneRules;
  seed: number;
  speed: number;
  kept: KeptState | undefined;
};

export type Input =
  | { kind: 'tap'; x: number; y: number }
  | { kind: 'hold'; x: number; y: number }
  | { kind: 'key'; key: 'select' | 'back' | 'up' | 'down'; press: 'click' | 'long' }
  | { kind: 'crown'; degrees: number }
  | { kind: 'swipe'; direction: 'up' | 'down' | 'left' | 'right' }
  | { kind: 'launch' | 'screen-off' | 'wake' | 'kill' };

/** From the page to the worker. */
export type ToWorker =
  | { type: 'start'; options: StartOptions }
  | { type: 'input'; input: Input }
  | { type: 'speed'; speed: number }
  | { type: 'bluetooth'; on: boolean }
  | { type: 'settings-page'; action: 'open' | 'close' }
  | { type: 'settings-page'; action: 'click'; label: string }
  | { type: 'settings-page'; action: 'type'; label: string; text: string }
  | { type: 'ping'; id: number }
  | { type: 'fetched'; id: number; answer: NetAnswer | undefined; fault: string }
  | { type: 'socket'; id: number; event: SocketEvent };

export type SocketEvent =
  | { kind: 'open' }
  | { kind: 'message'; data: string | Uint8Array }
  | { kind: 'close'; code: number; reason: string };

/** From the worker to the page. The page trusts none of it: the worker runs the program. */
export type ToPage =
  | { type: 'ready' }
  | { type: 'started' }
  | { type: 'refused'; code: string; message: string }
  | { type: 'pong'; id: number }
  | { type: 'screen'; svg: string; texts: string[]; running: boolean; lit: boolean; at: number }
  | { type: 'motor'; pulses: MotorPulse[]; speed: number }
  | { type: 'log'; lines: LogLine[] }
  | { type: 'settings-page'; tree: SettingsPart | undefined }
  | { type: 'keep'; kept: KeptState }
  | { type: 'fetch'; id: number; request: NetRequest }
  | { type: 'connect'; id: number; url: string; protocols: string[] }
  | { type: 'send'; id: number; data: string | Uint8Array }
  | { type: 'close'; id: number; code: number; reason: string };
