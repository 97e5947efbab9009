/** Sends bytes over plain sockets, many requests to one connection, and reads the answers in their order. */
import net from 'node:net';
import type { Message } from './requests.js';

export type HttpAnswer = { status: number; head: string; body: Buffer; closes: boolean };
/** `answers` belong to the first messages; the connection ended before the others were answered. */
export type Exchange = { answers: HttpAnswer[]; ended: boolean; timedOut: boolean };

const PATIENCE_MS = 15_000;
const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** Takes bytes as they come and gives out whole answers. */
export class AnswerReader {
  private held: Buffer = Buffer.alloc(0);
  /** What cannot be read as an answer. */
  nonsense = false;

  take(bytes: Buffer): void {
    this.held = this.held.length === 0 ? bytes : Buffer.concat([this.held, bytes]);
  }

  /** The next whole answer to a request of that method; `ended` lets a body without a length end. */
  next(method: string, ended = false): HttpAnswer | undefined {
    for (;;) {
      const end = this.held.indexOf(END_OF_HEAD);
      if (end < 0) return undefined;
      const head = this.held.toString('latin1', 0, end);
      const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? Number.NaN);
      if (Number.isNaN(status)) {
        this.nonsense = true;
        return undefined;
      }
      if (status >= 200) return this.finish({ status, head }, { from: end + 4, method, ended });
      this.held = this.held.subarray(end + 4);
      if (status === 101) return { status, head, body: this.held, closes: true };
    }
  }

  private finish({ status, head }: { status: number; head: string }, at: At): HttpAnswer | undefined {
    const closes = /^connection: *close/im.test(head);
    const bodiless = at.method === 'HEAD' || status === 204 || status === 304;
    const found = bodiless ? { body: Buffer.alloc(0), end: at.from } : this.bodyOf(head, at);
    if (!found) return undefined;
    this.held = this.held.subarray(found.end);
    return { status, head, body: found.body, closes };
  }

  private bodyOf(head: string, { from, ended }: At): { body: Buffer; end: number } | undefined {
    const length = /^content-length: *(\d+)/im.exec(head)?.[1];
    if (length !== undefined) {
      const end = from + Number(length);
      return end <= this.held.length ? { body: this.held.subarray(from, end), end } : undefined;
    }
    if (/^transfer-encoding: *chunked/im.test(head)) return this.chunksFrom(from);
    return ended ? { body: this.held.subarray(from), end: this.held.length } : undefined;
  }

  private chunksFrom(from: number): { body: Buffer; end: number } | undefined {
    const parts: Buffer[] = [];
    for (let at = from; ; ) {
      const line = this.held.indexOf('\r\n', at);
      if (line < 0) return undefined;
      const size = Number.parseInt(this.held.toString('latin1', at, line), 16);
      const end = line + 2 + size;
      if (Number.isNaN(size) || end + 2 > this.held.length) return undefined;
      if (size === 0) return { body: Buffer.concat(parts), end: end + 2 };
      parts.push(this.held.subarray(line + 2, end));
      at = end + 2;
    }
  }
}

type At = { from: number; method: string; ended: boolean };

/** Writes all messages at once and waits for as many answers, or for the end. */
export function exchange(port: number, messages: readonly Message[]): Promise<Exchange> {
  return new Promise((resolve) => {
    const reader = new AnswerReader();
    const answers: HttpAnswer[] = [];
    const socket = net.connect({ host: '127.0.0.1', port, noDelay: true });
    const patience = setTimeout(() => finish(false, true), PATIENCE_MS);
    let over = false;
    const finish = (ended: boolean, timedOut = false) => {
      if (over) return;
      over = true;
      clearTimeout(patience);
      socket.destroy();
      resolve({ answers, ended, timedOut });
    };
    const read = (ended: boolean) => {
      while (answers.length < messages.length) {
        const answer = reader.next(messages[answers.length]?.method ?? '', ended);
        if (!answer) break;
        answers.push(answer);
        if (answer.closes) return finish(true);
      }
      if (answers.length === messages.length) finish(false);
      else if (ended || reader.nonsense) finish(true);
    };
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      reader.take(bytes);
      read(false);
    });
    socket.on('close', () => read(true));
    socket.on('connect', () => socket.write(Buffer.concat(messages.map(({ bytes }) => bytes))));
  });
}

/** Bytes that may be no request at all: whatever comes back within a moment. */
export function blurt(port: number, bytes: Buffer, { waitMs = 300 } = {}): Promise<Buffer> {
  return new Promise((resolve) => {
    const got: Buffer[] = [];
    const socket = net.connect({ host: '127.0.0.1', port, noDelay: true });
    const done = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(Buffer.concat(got));
    };
    const timer = setTimeout(done, waitMs);
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      got.push(part);
      const reader = new AnswerReader();
      reader.take(Buffer.concat(got));
      // Not over yet when more was asked for in the same bytes; that is not this look's business.
      if (reader.next('GET')) done();
    });
    socket.on('close', done);
    socket.on('connect', () => socket.write(bytes));
  });
}
