import type { ImportedSet, ImportSource, LevelName, MovementId, Side } from '@plumbline/routine-core';

/** A set as a file tells it, with the movement it was found to be. */
export type FoundSet = ImportedSet & {
  movement: MovementId;
  side?: Side;
  unit: 'ms' | 'reps';
  blockId?: string;
};

/** A session as a file tells it. `line` is where it begins there: a line of text, or a message. */
export type Found = {
  line: number;
  startedAt: number;
  endedAt: number;
  /** Minutes east of UTC. */
  zone: number;
  /** The file knows the day but no time: noon stands for it. */
  isDayOnly?: true;
  /** It is whole, but may be nothing that belongs here. */
  doubt?: 'other-sport';
  routineId?: string;
  routineVersion?: number;
  routineName?: string;
  level?: LevelName | number;
  /** No whole routine. */
  micro?: true;
  how?: 'complete' | 'saved';
  note?: string;
  restMs?: number;
  /** 0 … 10, by block. */
  efforts: Record<string, number>;
  sets: FoundSet[];
};

/** What a file holds that was read, and what was left out or made up on the way. */
export type History = {
  form: 'plumbline-csv' | 'csv' | 'fit';
  source: ImportSource;
  sessions: Found[];
  remarks: Remarks;
  /** Of a table: its heads, and what each was taken for. */
  columns: Column[];
};
export type Column = { name: string; field?: string };

/** Where and why something was left out or made up; `message` completes “Line 12 …”. */
export type Remark = { line: number; code: string; message: string };
/** An exercise that is none of ours, or was said to be one. */
export type Stranger = { name: string; sets: number; movement?: MovementId };

const MOST_REMARKS = 200;
const MOST_STRANGERS = 200;

/** What a person has to know of what was read: the first of each, and how many there were. */
export class Remarks {
  readonly list: Remark[] = [];
  count = 0;
  private readonly names = new Map<string, Stranger>();
  private readonly said = new Set<string>();

  add(line: number, code: string, message: string): void {
    this.count += 1;
    if (this.list.length < MOST_REMARKS) this.list.push({ line, code, message });
  }

  /** What holds for the whole file is said once. */
  addOnce(line: number, code: string, message: string): void {
    if (this.said.has(code)) return;
    this.said.add(code);
    this.add(line, code, message);
  }

  stranger(name: string, movement: MovementId | undefined): void {
    const known = this.names.get(name);
    if (known) known.sets += 1;
    else if (this.names.size < MOST_STRANGERS)
      this.names.set(name, { name, sets: 1, ...(movement === undefined ? {} : { movement }) });
  }

  get strangers(): Stranger[] {
    return [...this.names.values()].sort((one, other) => other.sets - one.sets);
  }
}
