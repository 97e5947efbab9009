import { setImmediate as breathe } from 'node:timers/promises';
import { fitCrc } from '../../exchange/fit/crc.js';
import { FileProblem } from '../read/file-problem.js';

type Field = { num: number; size: number; type: number };
type Definition = { num: number; isBig: boolean; fields: Field[]; size: number };
/** A message that was asked for: its kind, and what its fields say, by their numbers. What is not known is missing. */
export type FitMessage = { num: number; index: number; values: Map<number, number | string> };

const DEFINITION = 0x40;
const DEVELOPER = 0x20;
const COMPRESSED = 0x80;
const TEXT = 7;
/** Unsigned whole numbers by the low bits of their base type: how many bytes, and what says that nothing is known. */
const NUMBERS: Readonly<Record<number, { bytes: 1 | 2 | 4; unknown: number }>> = {
  0: { bytes: 1, unknown: 0xff },
  2: { bytes: 1, unknown: 0xff },
  4: { bytes: 2, unknown: 0xffff },
  6: { bytes: 4, unknown: 0xffff_ffff },
  10: { bytes: 1, unknown: 0 },
  11: { bytes: 2, unknown: 0 },
  12: { bytes: 4, unknown: 0 },
};
/** So many messages, then somebody else has a turn. */
const AT_ONCE = 5_000;

const cutOff = () => new FileProblem('cut-off', 'This FIT file breaks off: it is not whole.');
const damaged = (index: number) =>
  new FileProblem('fit-broken', 'is none that the FIT protocol knows; the file is damaged', index);

/** Where the messages of a file lie, once its length and check sum were found right. */
function dataIn(file: Buffer): Buffer {
  const headBytes = file[0] ?? 0;
  if (headBytes < 12 || file.length < headBytes) throw cutOff();
  const end = headBytes + file.readUInt32LE(4);
  if (file.length < end + 2) throw cutOff();
  if (fitCrc(file.subarray(0, end)) !== file.readUInt16LE(end))
    throw new FileProblem(
      'fit-damaged',
      'This FIT file is damaged: its check sum does not fit what it holds.',
    );
  if (file.length > end + 2)
    throw new FileProblem(
      'fit-joined',
      'Something follows behind this FIT activity. Bring one activity at a time.',
    );
  return file.subarray(headBytes, end);
}

function valueIn(data: Buffer, at: number, { field, isBig }: { field: Field; isBig: boolean }) {
  if ((field.type & 0x1f) === TEXT) return textOf(data.subarray(at, at + field.size));
  const kind = NUMBERS[field.type & 0x1f];
  if (kind === undefined || field.size < kind.bytes) return undefined;
  const value = isBig ? data.readUIntBE(at, kind.bytes) : data.readUIntLE(at, kind.bytes);
  return value === kind.unknown ? undefined : value;
}

function textOf(bytes: Buffer): string | undefined {
  const end = bytes.indexOf(0);
  const text = bytes
    .subarray(0, end < 0 ? bytes.length : end)
    .toString('utf8')
    .trim();
  return text === '' ? undefined : text;
}

/** Reads a file message by message. Its work grows with the file's bytes only, whatever they say. */
class Reading {
  private at = 0;
  private index = 0;
  private readonly defined = new Map<number, Definition>();

  constructor(
    private readonly data: Buffer,
    private readonly wanted: ReadonlySet<number>,
  ) {}

  get isOver(): boolean {
    return this.at >= this.data.length;
  }

  /** The next message, when it is one that was asked for. */
  next(): FitMessage | undefined {
    const head = this.byte();
    this.index += 1;
    if ((head & COMPRESSED) !== 0) return this.message((head >> 5) & 3);
    if ((head & DEFINITION) === 0) return this.message(head & 0xf);
    this.define(head);
    return undefined;
  }

  private byte(): number {
    return this.data.readUInt8(this.take(1));
  }

  /** Where the next `count` bytes begin. */
  private take(count: number): number {
    const at = this.at;
    if (at + count > this.data.length) throw damaged(this.index);
    this.at += count;
    return at;
  }

  private define(head: number): void {
    const at = this.take(5);
    const isBig = this.data[at + 1] === 1;
    const num = isBig ? this.data.readUInt16BE(at + 2) : this.data.readUInt16LE(at + 2);
    const fields = this.fields(this.data[at + 4] as number);
    // Fields of developers lie behind all others and are passed over.
    const others = (head & DEVELOPER) === 0 ? [] : this.fields(this.byte());
    const size = [...fields, ...others].reduce((sum, field) => sum + field.size, 0);
    this.defined.set(head & 0xf, { num, isBig, fields, size });
  }

  private fields(count: number): Field[] {
    const at = this.take(3 * count);
    return Array.from({ length: count }, (_, index) => {
      const [num = 0, size = 0, type = 0] = this.data.subarray(at + 3 * index);
      return { num, size, type };
    });
  }

  private message(slot: number): FitMessage | undefined {
    const definition = this.defined.get(slot);
    if (definition === undefined) throw damaged(this.index);
    const { num, isBig, fields, size } = definition;
    let at = this.take(size);
    if (!this.wanted.has(num)) return undefined;
    const values = new Map<number, number | string>();
    for (const field of fields) {
      const value = valueIn(this.data, at, { field, isBig });
      if (value !== undefined) values.set(field.num, value);
      at += field.size;
    }
    return { num, index: this.index, values };
  }
}

/** The messages of these kinds, in their order. Throws a `FileProblem` for a file that is cut off or damaged. */
export async function messagesIn(
  file: Buffer,
  wanted: ReadonlySet<number>,
  most: number,
): Promise<FitMessage[]> {
  const reading = new Reading(dataIn(file), wanted);
  const messages: FitMessage[] = [];
  for (let turn = 1; !reading.isOver; turn += 1) {
    const message = reading.next();
    if (message) messages.push(message);
    if (messages.length > most)
      throw new FileProblem(
        'too-many',
        `is one of more than ${most} sets, steps and sessions`,
        message?.index,
      );
    if (turn % AT_ONCE === 0) await breathe();
  }
  return messages;
}
