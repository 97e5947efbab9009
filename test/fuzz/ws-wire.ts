/** A websocket written by hand, so that it can also be written wrong. */
import net from 'node:net';
import { AnswerReader, type HttpAnswer } from './http-wire.js';

const HANDSHAKE_MS = 10_000;
type Frame = { opcode: number; payload: Buffer };

/** A frame as a client sends it; `more` breaks the rules. */
export function frame(
  payload: Buffer,
  more: { opcode?: number; fin?: boolean; masked?: boolean; rsv?: number } = {},
): Buffer {
  const { opcode = 1, fin = true, masked = true, rsv = 0 } = more;
  const first = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
  const head = Buffer.from([first, ...lengthOf(payload.length, masked)]);
  if (!masked) return Buffer.concat([head, payload]);
  // A mask of zeros is a mask: the bytes stay as they are.
  return Buffer.concat([head, Buffer.alloc(4), payload]);
}

function lengthOf(length: number, masked: boolean): number[] {
  const bit = masked ? 0x80 : 0;
  if (length < 126) return [bit | length];
  if (length < 65_536) return [bit | 126, length >> 8, length & 255];
  const long = Buffer.alloc(8);
  long.writeBigUInt64BE(BigInt(length));
  return [bit | 127, ...long];
}

export const text = (words: string): Buffer => frame(Buffer.from(words));

/** One connection; `heard` gets each text frame. */
export class RawSocket {
  private held: Buffer = Buffer.alloc(0);
  private upgraded = false;
  private readonly reader = new AnswerReader();
  closed = false;
  heard: (words: string) => void = () => undefined;
  private readonly onClose: (() => void)[] = [];

  private constructor(
    private readonly socket: net.Socket,
    private readonly settle: (answer: HttpAnswer | undefined) => void,
  ) {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => this.take(bytes));
    socket.on('close', () => this.close());
  }

  /** Connects and asks for the upgrade; `answer` is what came back, if anything. */
  static open(port: number, head: string): Promise<{ socket: RawSocket; answer: HttpAnswer | undefined }> {
    return new Promise((resolve) => {
      const plain = net.connect({ host: '127.0.0.1', port, noDelay: true });
      const patience = setTimeout(() => raw.end(), HANDSHAKE_MS);
      const raw: RawSocket = new RawSocket(plain, (answer) => {
        clearTimeout(patience);
        resolve({ socket: raw, answer });
      });
      plain.on('connect', () => plain.write(head));
    });
  }

  write(bytes: Buffer): void {
    if (!this.closed) this.socket.write(bytes);
  }

  end(): void {
    this.socket.destroy();
  }

  /** Resolves when the other side has closed, or after `ms`. */
  over(ms: number): Promise<void> {
    if (this.closed) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.onClose.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  private close(): void {
    if (this.closed) return;
    this.closed = true;
    this.settle(this.reader.next('GET', true));
    for (const tell of this.onClose.splice(0)) tell();
  }

  private take(bytes: Buffer): void {
    if (this.upgraded) this.takeFrames(bytes);
    else this.takeAnswer(bytes);
  }

  private takeAnswer(bytes: Buffer): void {
    this.reader.take(bytes);
    const answer = this.reader.next('GET');
    if (!answer) return;
    this.upgraded = answer.status === 101;
    this.settle(answer);
    if (this.upgraded) this.takeFrames(Buffer.from(answer.body));
  }

  private takeFrames(bytes: Buffer): void {
    this.held = this.held.length === 0 ? bytes : Buffer.concat([this.held, bytes]);
    for (let found = this.nextFrame(); found; found = this.nextFrame()) {
      if (found.opcode === 1) this.heard(found.payload.toString('utf8'));
      if (found.opcode === 8) this.end();
    }
  }

  private nextFrame(): Frame | undefined {
    const { held } = this;
    if (held.length < 2) return undefined;
    const short = (held[1] as number) & 0x7f;
    const from = short === 126 ? 4 : short === 127 ? 10 : 2;
    if (held.length < from) return undefined;
    const length =
      short === 126 ? held.readUInt16BE(2) : short === 127 ? Number(held.readBigUInt64BE(2)) : short;
    if (held.length < from + length) return undefined;
    this.held = held.subarray(from + length);
    return { opcode: (held[0] as number) & 0x0f, payload: held.subarray(from, from + length) };
  }
}
