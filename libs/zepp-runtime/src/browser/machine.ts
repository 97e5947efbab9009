import type { MotorTimeline } from '../core/motor-timeline.js';
import type { MachineEvents } from './machine-events.js';
import type { Input, PageAction, StartOptions, ToPage, ToWorker } from './messages.js';
import { PhoneNetwork, type Secrets } from './phone-network.js';
import { tell } from './reading.js';

export type Machine = {
  input(input: Input): void;
  /** How many times as fast as real time; 0 stands still. */
  speed(speed: number): void;
  /** Lets so much of a standing watch's time pass at once. */
  advance(ms: number): Promise<void>;
  /** When the motor ran and what was asked of it; undefined when the watch ends before it answers. */
  timeline(): Promise<MotorTimeline | undefined>;
  settings(action: PageAction): void;
  close(): void;
};

export type MachineSetup = {
  /** Address of the sandboxed document. */
  frame: string;
  start: StartOptions;
  /** What the phone's network puts in the place of secrets; none by default. */
  secrets?: Secrets;
};

type Asking = { type: 'advance'; ms: number } | { type: 'timeline' };

const BEAT_MS = 1_000;
const UNSEEN_MS = 200;
/** Characters of a picture for which the page rests a millisecond. */
const SIZE_A_MS = 2_000;
/** Without an answer for this long the program is taken to loop for ever. */
const PATIENCE_MS = 4_000;
/** A worker that has to load its engine and a package for the first time may take longer. */
const START_PATIENCE_MS = 20_000;
/** A leap of an hour or more may keep the worker busy. */
const LEAP_PATIENCE_MS = 30_000;

/**
 * A large picture takes its time, and the page wants some for itself: half a second of rest for the largest, a frame for a
 * usual one. A page in the background draws nothing; there it is a matter of time.
 */
const afterDrawing = (size: number, run: () => void): void => {
  const restMs = size / SIZE_A_MS;
  if (document.hidden) setTimeout(run, UNSEEN_MS + restMs);
  else requestAnimationFrame(() => setTimeout(run, restMs));
};

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

const networkOf = (send: (message: ToWorker) => void, secrets: Secrets | undefined) =>
  new PhoneNetwork(send, {
    origin: location.origin,
    fetch: (address, init) => fetch(address, init),
    WebSocket,
    ...(secrets === undefined ? {} : { secrets }),
  });

/**
 * Runs a package on a virtual watch inside a sandboxed frame. The frame is taken out of the page, and with it everything
 * that ran there, when the worker misses its heartbeat or the watch is closed.
 */
export function openMachine(
  { frame: address, start, secrets }: MachineSetup,
  events: MachineEvents,
): Machine {
  const { port1: port, port2: theirs } = new MessageChannel();
  const frame = openFrame(address);
  const send = (message: ToWorker) => port.postMessage(message);
  const network = start.network ? networkOf(send, secrets) : undefined;
  const asked = new Map<number, (answer?: MotorTimeline) => void>();
  let open = true;
  let heard = performance.now();
  let patience = START_PATIENCE_MS;
  let last = 0;

  const close = () => {
    if (!open) return;
    open = false;
    clearInterval(heart);
    port.close();
    network?.end();
    frame.remove();
    for (const done of asked.values()) done();
  };
  const end = (code: string, message: string) => {
    if (!open) return;
    close();
    events.ended(code, message);
  };
  const beat = () => {
    // A page in the background is slowed down by the browser: nothing is held against the worker then.
    if (document.hidden) heard = performance.now();
    const limit = asked.size > 0 ? LEAP_PATIENCE_MS : patience;
    if (performance.now() - heard > limit)
      return end('stuck', 'The program stopped answering and was ended.');
    last += 1;
    send({ type: 'ping', id: last });
  };
  const heart = setInterval(beat, BEAT_MS);

  port.onmessage = ({ data }: MessageEvent<ToPage>) => {
    if (!open || typeof data !== 'object' || data === null) return;
    heard = performance.now();
    if (network?.take(data) === true) return;
    if (data.type === 'ready') send({ type: 'start', options: start });
    else if (data.type === 'started') patience = PATIENCE_MS;
    else if (data.type === 'refused') end(String(data.code), String(data.message));
    else if (data.type === 'advanced') answered(data.id);
    else if (data.type === 'timeline') answered(data.id, data.timeline);
    else tell(events, data);
    if (data.type === 'screen') afterDrawing(String(data.svg).length, () => send({ type: 'seen' }));
  };
  const answered = (id: number, answer?: MotorTimeline) => {
    asked.get(id)?.(answer);
    asked.delete(id);
  };
  const ask = (message: Asking) =>
    new Promise<MotorTimeline | undefined>((done) => {
      last += 1;
      if (open) asked.set(last, done);
      else done(undefined);
      send({ ...message, id: last });
    });
  frame.onload = () => frame.contentWindow?.postMessage(null, '*', [theirs]);
  document.body.append(frame);
  return {
    close,
    input: (input) => send({ type: 'input', input }),
    speed: (speed) => send({ type: 'speed', speed }),
    settings: (action) => send({ type: 'settings-page', ...action }),
    advance: (ms) => ask({ type: 'advance', ms }).then(() => undefined),
    timeline: () => ask({ type: 'timeline' }),
  };
}
