import type { HostTimers } from './host-timers.js';
import type { Network } from './network.js';

export type PhoneOptions = {
  /** Whether the side service's engine has a `WebSocket`. Not documented for real phones; default false. */
  webSocket: boolean;
  network: Network;
  /** What the side service's timers run on: the watch's clock, or the host's real one. */
  timers: 'watch' | 'host';
  /** How long the phone takes to start the side service. */
  startMs: number;
  /** The language of the phone's app, as `de-DE`. */
  language: string;
  /** After this the platform cuts a `fetch` (research: about 10 s, whatever the program asks). */
  fetchLimitMs: number;
  /** What `fetch` gives for JSON: its text, or the object (documented: either, by model). Default `text`. */
  fetchBody: 'text' | 'parsed';
  /** The phone's app ends the side service as soon as the link is there again (field report). Default true. */
  closesOnReconnect: boolean;
};

/** Everything a phone is made of but the parts that connect it. */
export const phoneDefaults = {
  webSocket: false,
  timers: 'watch',
  startMs: 150,
  fetchLimitMs: 10_000,
  fetchBody: 'text',
  closesOnReconnect: true,
} as const;

/** Real time and the way back into the watch's own. */
export type PhoneHost = { timers: HostTimers; enter(run: () => void): void };
