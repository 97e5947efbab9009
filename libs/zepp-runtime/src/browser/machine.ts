import type { LogLine } from '../core/log.js';
import type { SettingsPart } from '../core/settings-page.js';
import type { MotorPulse } from '../core/vibrator.js';
import type { Input, KeptState, StartOptions, ToPage, ToWorker } from './messages.js';
import { PhoneNetwork } from './phone-network.js';

/** `texts`: what is written on the screen, for those who cannot see the picture. */
export type ScreenView = { svg: string; texts: string[]; running: boolean; lit: boolean; at: number };

/** What the page hears of a running watch. */
export type MachineEvents = {
  screen(view: ScreenView): void;
  motor(pulses: MotorPulse[], speed: number): void;
  log(lines: LogLine[]): void;
  settingsPage(tree: SettingsPart | undefined): void;
  keep(kept: KeptState): void;
  /** The watch has ended: the package was refused, or the program stopped answering. */
  ended(code: string, message: string): void;
};

export type Machine = {
  input(input: Input): void;
  speed(speed: number): void;
  bluetooth(on: boolean): void;
  settings(action: Extract<ToWorker, { type: 'settings-page' }>): void;
  close(): void;
};

const BEAT_MS = 1_000;
/** Without an answer for this long the program is taken to loop for ever. */
const PATIENCE_MS = 4_000;
/** A worker that has to compile a package for the first time may take longer. */
const START_PATIENCE_MS = 20_000;

/** A hidden frame: no origin of its own, nothing but scripts. */
function openFrame(address: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.style.cssText = 'position:absolute;width:0;height:0;border:0;visibility:hidden';
  frame.src = address;
  return frame;
}

/**
 * Runs a package on a virtual watch inside a sandboxed frame at `address`. The frame is taken out of the page, and with it
 * everything that ran there, when the worker misses its heartbeat or the watch is closed.
 */
export function openMachine(address: string, options: StartOptions, events: MachineEvents): Machine {
  const { port1: port, port2: theirs } = new MessageChannel();
  const frame = openFrame(address);
  const send = (message: ToWorker) => port.postMessage(message);
  const network = new PhoneNetwork(send, {
    origin: location.origin,
    fetch: (address, init) => fetch(address, init),
    WebSocket,
  });
  let open = true;
  let heard = performance.now();
  let patience = START_PATIENCE_MS;
  let beats = 0;

  const close = () => {
    if (!open) return;
    open = false;
    clearInterval(heart);
    port.close();
    network.end();
    frame.remove();
  };
  const end = (code: string, message: string) => {
    if (!open) return;
    close();
    events.ended(code, message);
  };
  const beat = () => {
    // A page in the background is slowed down by the browser: nothing is held against the worker then.
    if (document.hidden) heard = performance.now();
    if (performance.now() - heard > patience)
      return end('stuck', 'The program stopped answering and was ended.');
    beats += 1;
    send({ type: 'ping', id: beats });
  };
  const heart = setInterval(beat, BEAT_MS);

  port.onmessage = ({ data }: MessageEvent<ToPage>) => {
    if (!open || typeof data !== 'object' || data === null) return;
    heard = performance.now();
    if (network.take(data)) return;
    if (data.type === 'ready') send({ type: 'start', options });
    else if (data.type === 'started') patience = PATIENCE_MS;
    else if (data.type === 'refused') end(String(data.code), String(data.message));
    else tell(events, data);
  };
  frame.onload = () => frame.contentWindow?.postMessage(null, '*', [theirs]);
  document.body.append(frame);
  return {
    close,
    input: (input) => send({ type: 'input', input }),
    speed: (speed) => send({ type: 'speed', speed }),
    bluetooth: (on) => send({ type: 'bluetooth', on }),
    settings: (action) => send(action),
  };
}

const MOST_SVG = 2_000_000;
const MOST_TEXTS = 100;
const MOST_KEPT = 4_000_000;

/** Shapes are checked here, because the program may have got hold of the port. */
function tell(events: MachineEvents, data: ToPage): void {
  if (data.type === 'screen' && typeof data.svg === 'string' && data.svg.length < MOST_SVG) {
    const { svg } = data;
    const texts = Array.isArray(data.texts)
      ? data.texts.slice(0, MOST_TEXTS).map((text) => String(text).slice(0, 200))
      : [];
    events.screen({
      svg,
      texts,
      running: data.running === true,
      lit: data.lit === true,
      at: Number(data.at) || 0,
    });
  }
  if (data.type === 'motor' && Array.isArray(data.pulses)) {
    events.motor(data.pulses.filter(isPulse), Number(data.speed) || 1);
  }
  if (data.type === 'log' && Array.isArray(data.lines)) events.log(data.lines.slice(-200).filter(isLine));
  if (data.type === 'settings-page') events.settingsPage(data.tree);
  if (data.type === 'keep' && JSON.stringify(data.kept ?? null).length < MOST_KEPT) events.keep(data.kept);
}

const isPulse = (pulse: MotorPulse): boolean =>
  typeof pulse === 'object' && pulse !== null && Number.isFinite(pulse.at) && Number.isFinite(pulse.onMs);

const isLine = (line: LogLine): boolean =>
  typeof line === 'object' && line !== null && typeof line.text === 'string' && Number.isFinite(line.at);
