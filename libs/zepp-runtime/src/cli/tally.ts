import type { LogLine } from '../core/log.js';

const words = ({ at, realm, level, text }: LogLine) =>
  `${new Date(at).toISOString().slice(11, 23)} ${realm} ${level}: ${text}`;

/** What the program said, and whether it failed. */
export class Tally {
  private readonly lines: LogLine[] = [];
  private readonly print: ((line: string) => void) | undefined;

  constructor(print: ((line: string) => void) | undefined) {
    this.print = print;
  }

  hear(line: LogLine): void {
    this.lines.push(line);
    this.print?.(words(line));
  }

  private get errors(): LogLine[] {
    return this.lines.filter(({ level }) => level === 'error');
  }

  /** The engine ended the program for what it used up. */
  get ended(): boolean {
    return this.errors.some(({ text }) => text.startsWith('ended by the system'));
  }

  /** A sentence, when the program logged errors. */
  failure(): string | undefined {
    const [first] = this.errors;
    if (first === undefined) return undefined;
    const { length } = this.errors;
    return `The program logged ${length === 1 ? 'an error' : `${length} errors`}; the first, in ${first.realm}: ${first.text}`;
  }

  /** One JSON object a line. */
  json(): string {
    return this.lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  }
}
