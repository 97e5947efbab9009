/** What may be wrong with a server, one fault each; the harness has to report every one. */
import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import { refuse } from '../../../apps/server/src/problems/problems.js';

export type Call = { method: string; url: string; body: string; isHealthy: boolean; number: number };
export type Reply = {
  send(status: number, body: unknown, headers?: Record<string, string>): void;
  cut(): void;
};
type Heard = { send(body: unknown): void; socket: Socket };
/** Each answers whether it took the matter into its own hands. */
export type Fault = {
  answers?(call: Call, reply: Reply): boolean;
  hears?(parts: readonly unknown[], heard: Heard): boolean;
  loses?(seq: number): boolean;
  changesTheVictim?: boolean;
};

const isMe = ({ url, isHealthy }: Call): boolean => url.startsWith('/api/v1/me') && !isHealthy;
const done = (_said: unknown): boolean => true;
/** Faults that come with time begin behind so many requests. */
const SOME = 10;
/** Nobody ever speaks here, and everybody listens. */
const silent = new EventEmitter().setMaxListeners(0);
/** Each request leaves a listener behind, and each listener its request and 60 kB. */
function leak(call: Call): void {
  const kept = [call, new Array<number>(7_500).fill(call.number)];
  silent.on('said', () => kept);
}

export const FAULTS = {
  none: {},
  'a route that throws': {
    answers: (call) => {
      if (isMe(call)) throw new TypeError('planted');
      return false;
    },
  },
  'a route that echoes': {
    answers: (call, { send }) =>
      isMe(call) && done(send(400, { ...refuse('invalid'), problems: [{ code: 'odd', path: call.url }] })),
  },
  'a route that shows its stack': {
    answers: (call, { send }) =>
      isMe(call) &&
      done(send(400, { ...refuse('invalid'), problems: [{ code: new Error('planted').stack }] })),
  },
  'a stack in the log': {
    answers: (call) => isMe(call) && call.number % 7 === 0 && logged(new Error('planted')),
  },
  'a route that answers nothing': { answers: (call, { cut }) => isMe(call) && done(cut()) },
  'a listener that leaks': {
    answers: (call) => {
      leak(call);
      return false;
    },
  },
  'a process that dies': { answers: ({ number }) => number > SOME && process.exit(7) },
  'a healthy client that hears nothing': {
    answers: ({ isHealthy, number, url }) => isHealthy && number > SOME && url === '/api/v1/me',
  },
  'a healthy client that is refused': {
    answers: ({ isHealthy, number, url }, { send }) =>
      isHealthy && number > SOME && url === '/api/v1/me' && done(send(403, refuse('forbidden'))),
  },
  'an entry that is lost': { loses: (seq) => seq === 5 },
  'a victim whose data change': { changesTheVictim: true },
  'an event that throws': { hears: (_parts, { send }) => done(send(refuse('internal'))) },
  'an event that echoes': {
    hears: ([event, body], { send }) =>
      done(send({ ...refuse('invalid'), problems: [{ code: 'odd', path: JSON.stringify([event, body]) }] })),
  },
  'an event that is never answered': { hears: (_parts, { socket }) => done(socket.disconnect(true)) },
} as const satisfies Record<string, Fault>;
export type FaultName = keyof typeof FAULTS;

function logged(fault: Error): false {
  process.stderr.write(`${fault.stack}\n`);
  return false;
}
