/** What is said over a socket: events that must be answered, and packets that no client should send. */
import type { Chance } from '../simulate/chance.js';
import { mutateBytes, mutateText, mutateValue, randomBytes } from './mutate.js';
import { newMark, type Target } from './requests.js';
import { entryFor, spoiled } from './values.js';
import { frame, text } from './ws-wire.js';

type Packet = { bytes: Buffer; words: string; kind: string };

/** An event with a number of its own; its acknowledgement must come. */
export function eventPacket(id: number, target: Target, chance: Chance): Packet {
  const mark = newMark();
  const event = chance.happens(0.9) ? chance.pick(EVENTS) : chance.pick(STRANGE)(mark);
  const valid = bodyOf(event, target, chance);
  const body = chance.happens(0.9) ? mutateValue(valid, chance, mark) : valid;
  const parts = chance.happens(0.95) ? [event, body] : [event, body, mark, spoiled(chance, mark)];
  const kind = EVENTS.includes(event) ? event : 'an unknown event';
  if (chance.happens(0.03)) return { ...binaryEvent(id, event), kind: 'a binary event' };
  const words = `42${id}${JSON.stringify(parts)}`;
  return { bytes: text(words), words, kind };
}

const EVENTS = ['journal:push', 'changes:pull', 'live:join'];
const STRANGE: ((mark: string) => string)[] = [
  (mark) => mark,
  () => '',
  () => '__proto__',
  () => 'constructor',
  () => 'toString',
  () => 'journal:drop',
  (mark) => `${mark}\u0000`,
  () => 'entries',
];

function bodyOf(event: string, { known }: Target, chance: Chance): unknown {
  if (event === 'changes:pull') return { since: chance.between(0, 50) };
  if (event !== 'journal:push') return {};
  const entries = Array.from({ length: chance.between(0, 4) }, () => entryFor(chance, known));
  return { journalId: chance.pick(known.journalId ?? ['x']), first: 1, sentAt: 1_794_816_000_000, entries };
}

function binaryEvent(id: number, event: string): { bytes: Buffer; words: string } {
  const words = `451-${id}${JSON.stringify([event, { _placeholder: true, num: 0 }])}`;
  return { bytes: Buffer.concat([text(words), frame(Buffer.from('binary'), { opcode: 2 })]), words };
}

/** How a socket asks to come in: mostly as it should, else with something wrong in it. */
export function connectPacket(token: string | undefined, chance: Chance): { words: string; right: boolean } {
  const mark = newMark();
  if (chance.happens(0.6))
    return { words: token === undefined ? '40' : `40${JSON.stringify({ token })}`, right: true };
  const wrong = chance.pick([
    `40${JSON.stringify({ token: spoiled(chance, mark) })}`,
    `40${JSON.stringify(spoiled(chance, mark) ?? null)}`,
    `40/${mark},{}`,
    `40${mutateText('{"token":"x"}', chance, mark)}`,
    `42["journal:push",{"${mark}":1}]`,
    `4${mark}`,
    mark,
    '41',
    '',
    '2',
  ]);
  return { words: wrong, right: false };
}

const PACKETS: ((chance: Chance, mark: string) => string)[] = [
  () => '4',
  () => '42',
  () => '42[',
  () => '42{}',
  () => '42[]',
  () => '42[1]',
  () => '42["newListener",1]',
  () => '42["disconnect"]',
  () => '42[null]',
  () => '42[["a"]]',
  (_chance, mark) => `42999999999999999999["${mark}"]`,
  (_chance, mark) => `42-1["${mark}"]`,
  (_chance, mark) => `4399["${mark}"]`,
  () => '431[]',
  (_chance, mark) => `44{"message":"${mark}"}`,
  () => '451-["changes:pull",{"_placeholder":true,"num":5}]',
  () => '4599999-["changes:pull"]',
  () => '45-["a"]',
  (_chance, mark) => `461-1["${mark}"]`,
  (_chance, mark) => `49${mark}`,
  () => '40',
  (_chance, mark) => `40/${mark}`,
  (_chance, mark) => `41/${mark},`,
  (_chance, mark) => `42/${mark},["changes:pull",{}]`,
  () => '1',
  () => '2probe',
  () => '3',
  () => '5',
  (_chance, mark) => `6${mark}`,
  (_chance, mark) => `b${mark}`,
  (_chance, mark) => `0{"sid":"${mark}"}`,
  (_chance, mark) => mark,
  (chance, mark) => `42${mutateText('["changes:pull",{"since":0}]', chance, mark)}`,
  (chance, mark) => `42["changes:pull",${'['.repeat(chance.pick([50, 5_000, 90_000]))}"${mark}"`,
];

/** Packets that need not be answered; the server may close the connection over any of them. */
export const strayPacket = (chance: Chance): Buffer => text(chance.pick(PACKETS)(chance, newMark()));

const FRAMES: ((chance: Chance, mark: string) => Buffer)[] = [
  (_chance, mark) => frame(Buffer.from(mark), { masked: false }),
  (_chance, mark) => frame(Buffer.from(mark), { rsv: 7 }),
  (chance, mark) => frame(Buffer.from(mark), { opcode: chance.between(3, 15) }),
  (_chance, mark) => frame(Buffer.from(mark), { fin: false, opcode: 9 }),
  (_chance, mark) => frame(Buffer.from(mark), { opcode: 0 }),
  (_chance, mark) => Buffer.concat([frame(Buffer.from('42['), { fin: false }), text(mark)]),
  () => Buffer.concat(Array.from({ length: 300 }, () => frame(Buffer.from('4'), { fin: false, opcode: 0 }))),
  () => frame(Buffer.from([0xff, 0xfe, 0xc0, 0x80])),
  () => frame(Buffer.from([0x03]), { opcode: 8 }),
  () => frame(Buffer.from([0x03, 0xed]), { opcode: 8 }),
  () => frame(Buffer.alloc(126), { opcode: 9 }),
  (chance) => frame(Buffer.alloc(chance.pick([262_145, 400_000]), '4')),
  () => Buffer.from([0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]),
  () => Buffer.from([0x82, 0xfe]),
  (chance) => frame(randomBytes(chance, 200), { opcode: 2 }),
  (chance) => frame(randomBytes(chance, 200)),
  (chance) => mutateBytes(text('42["changes:pull",{"since":0}]'), chance),
  (chance) => randomBytes(chance, 300),
];

/** Bytes that break the websocket's own rules. */
export const strayFrame = (chance: Chance): Buffer => chance.pick(FRAMES)(chance, newMark());
