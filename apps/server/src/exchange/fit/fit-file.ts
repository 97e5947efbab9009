import { fitCrc } from './crc.js';
import { codeOf, type Field, sizeOf, type Value, written } from './fields.js';
import { FIT_MESSAGES, type FieldOf, type MessageKind } from './messages.js';

const HEADER_BYTES = 14;
const PROTOCOL_2_0 = 0x20;
/** Version 21.217 of the profile that the numbers are from. */
const PROFILE = 21_217;
const DEFINITION = 0x40;
const LITTLE_ENDIAN = 0;

/**
 * A FIT file: a header, messages, a check sum. Each kind of message is defined once, where it first comes, with all its
 * fields; a field without a value says so by the protocol's own word for it.
 */
export class FitFile {
  private readonly parts: Buffer[] = [];
  private readonly slots: MessageKind[] = [];

  add<K extends MessageKind>(kind: K, values: Partial<Record<FieldOf<K>, Value>>): this {
    const fields = Object.entries(FIT_MESSAGES[kind].fields) as [FieldOf<K>, Field][];
    const slot = this.slotOf(
      kind,
      fields.map(([, field]) => field),
    );
    this.parts.push(Buffer.from([slot]), ...fields.map(([name, field]) => written(field, values[name])));
    return this;
  }

  bytes(): Buffer {
    const data = Buffer.concat(this.parts);
    const file = Buffer.concat([headerFor(data.length), data]);
    return Buffer.concat([file, uint16(fitCrc(file))]);
  }

  /** There are fewer kinds than the sixteen slots of the protocol: none is ever given up. */
  private slotOf(kind: MessageKind, fields: readonly Field[]): number {
    const known = this.slots.indexOf(kind);
    if (known >= 0) return known;
    const slot = this.slots.push(kind) - 1;
    const head = [DEFINITION | slot, 0, LITTLE_ENDIAN];
    const each = fields.flatMap((field) => [field.num, sizeOf(field), codeOf(field)]);
    const num = uint16(FIT_MESSAGES[kind].num);
    this.parts.push(Buffer.from(head), num, Buffer.from([fields.length, ...each]));
    return slot;
  }
}

function headerFor(dataBytes: number): Buffer {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(HEADER_BYTES, 0);
  header.writeUInt8(PROTOCOL_2_0, 1);
  header.writeUInt16LE(PROFILE, 2);
  header.writeUInt32LE(dataBytes, 4);
  header.write('.FIT', 8, 'latin1');
  header.writeUInt16LE(fitCrc(header.subarray(0, 12)), 12);
  return header;
}

function uint16(value: number): Buffer {
  const out = Buffer.alloc(2);
  out.writeUInt16LE(value);
  return out;
}
