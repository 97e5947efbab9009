import { createHash } from 'node:crypto';
import type { Problem } from '@plumbline/routine-core';
import { OrderCheck } from './check-order.js';
import { TRANSFER_LIMITS } from './limits.js';
import type { Counts, EndLine, Line } from './lines.js';
import { readLine } from './read-line.js';
import { type RawLine, splitLines } from './split-lines.js';

/** A file that is whole and sound. `digest` names it. */
export type SoundFile = { lines: number; counts: Counts; digest: string };
export type Checked = { ok: true; file: SoundFile } | { ok: false; problems: Problem[] };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a whole file and says what is wrong with it, line by line. Keeps next to nothing of it. */
export async function checkAccountFile(chunks: AsyncIterable<Buffer>): Promise<Checked> {
  const check = new FileCheck();
  for await (const raw of splitLines(chunks, TRANSFER_LIMITS.lineBytes)) {
    check.take(raw);
    if (check.isHopeless) break;
  }
  return check.end();
}

/** The text of a line, or undefined when it is no UTF-8. */
export function decoded(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Why a line cannot even be looked at. */
function brokenBy(number: number, fault: RawLine['fault']): Problem | undefined {
  const { lines, lineBytes } = TRANSFER_LIMITS;
  if (number > lines) return { code: 'too-many', message: `is one of more than ${lines} lines` };
  if (fault === 'long') return { code: 'too-long', message: `has more than ${lineBytes} bytes` };
  return fault && { code: 'cut-off', message: 'breaks off: the file is not whole' };
}

class FileCheck {
  private readonly order = new OrderCheck();
  private readonly hash = createHash('sha256');
  private readonly problems: Problem[] = [];
  private lines = 0;
  private digest = '';

  /** True when reading on would tell nothing new. */
  get isHopeless(): boolean {
    const fatal = ['unknown-version', 'wrong-format', 'too-long', 'too-many'];
    return (
      this.problems.length >= TRANSFER_LIMITS.problems || fatal.includes(String(this.problems.at(-1)?.code))
    );
  }

  take({ number, bytes, fault }: RawLine): void {
    this.lines = number;
    const broken = brokenBy(number, fault);
    if (broken) {
      this.note(number, broken);
      return;
    }
    const line = this.read(number, bytes);
    if (line?.line === 'end') this.close(number, line);
    else this.hash.update(bytes).update('\n');
  }

  end(): Checked {
    if (!this.order.isWhole && !this.isHopeless && this.problems.at(-1)?.code !== 'cut-off')
      this.note(this.lines + 1, {
        code: 'cut-off',
        message: 'is missing: the file has no last line, it is not whole',
      });
    if (this.problems.length > 0) return { ok: false, problems: this.problems };
    return { ok: true, file: { lines: this.lines, counts: this.order.counts, digest: this.digest } };
  }

  private read(number: number, bytes: Buffer): Line | undefined {
    const text = decoded(bytes);
    if (text === undefined) {
      this.note(number, { code: 'not-utf8', message: 'is no UTF-8' });
      return undefined;
    }
    const line = readLine(text);
    if (!line.ok) for (const problem of line.problems) this.note(number, problem);
    const misplaced = line.ok ? this.order.take(line.value) : undefined;
    // Lines that could not be read were not counted; that was said of them already.
    const isEcho = misplaced?.code === 'counts-differ' && this.problems.length > 0;
    if (misplaced && !isEcho) this.note(number, misplaced);
    return line.ok ? line.value : undefined;
  }

  private close(number: number, { digest }: EndLine): void {
    this.digest = this.hash.copy().digest('base64url');
    if (digest !== this.digest)
      this.note(number, {
        code: 'digest-differs',
        path: 'digest',
        message: 'is not that of the lines above: the file was changed',
      });
  }

  /** A path leads to the line by its number, counted from 1, then into it. */
  private note(number: number, problem: Problem): void {
    if (this.problems.length >= TRANSFER_LIMITS.problems) return;
    const path = problem.path ? `lines.${number}.${problem.path}` : `lines.${number}`;
    this.problems.push({ ...problem, path });
  }
}
