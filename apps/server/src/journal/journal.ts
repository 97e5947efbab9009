import { Inject, Injectable } from '@nestjs/common';
import { type Entry, IMPORT_KINDS, PUSH_LIMITS, type PushProblem } from '@plumbline/routine-core';
import type { DeviceWho } from '../accounts/who.js';
import { CLOCK, type Clock } from '../api/clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { Committed, type EntriesMessage } from '../live/committed.js';
import { type Answer, refuse } from '../problems/problems.js';
import { validate } from '../problems/validate.js';
import type { Stored } from './batch.js';
import { MAX_DEPTH, type Push, PushForm } from './forms.js';
import { Ingest } from './ingest.js';
import type { PushReport } from './push-report.js';
import { isDeeperThan, MOST_BYTES, type Prepared, type ReadEntries, readEntries } from './read-entries.js';

export type Pushed = Answer<{ through: number; problems: PushProblem[] }>;

/** Takes what devices send; an answer means it is on disk. */
@Injectable()
export class Journal {
  private readonly ingest: Ingest;
  private report: ((report: PushReport) => void) | undefined;

  constructor(
    @Inject(DATABASE) database: Database,
    @Inject(Committed) private readonly committed: Committed,
    @Inject(CLOCK) private readonly now: Clock,
  ) {
    this.ingest = new Ingest(database.write);
  }

  /** `report` hears of every push that was answered, `grouped` how many were stored by one job. */
  listen(report: (report: PushReport) => void, grouped: (size: number) => void): void {
    this.report = report;
    this.ingest.listen(grouped);
  }

  async push(who: DeviceWho, message: unknown): Promise<Pushed> {
    if (isDeeperThan(message, MAX_DEPTH)) return refuse('invalid');
    const form = validate(PushForm, message);
    if (!form.ok) return form;
    const push = form.value;
    if (push.entries.length > PUSH_LIMITS.entries) return refuse('too-large');
    const read = readEntries(push.entries, IMPORT_KINDS);
    if (!isSurelySmall(push, read) && isTooLarge(push)) return refuse('too-large');
    const stored = await this.store(who, push, read);
    return stored.ok
      ? { ok: true, through: stored.through, problems: [...read.problems, ...stored.problems] }
      : stored;
  }

  private async store(who: DeviceWho, push: Push, { prepared }: ReadEntries): Promise<Answer<Stored>> {
    const { accountId, deviceId } = who;
    const begunAt = performance.now();
    const receivedAt = this.now();
    const stored = await this.ingest.take({ accountId, deviceId, push, prepared, receivedAt });
    const isNews = stored.ok && stored.added.length > 0;
    if (isNews) this.tell(who, push, stored, receivedAt);
    this.report?.(reportOf(prepared, stored, isNews ? performance.now() - begunAt : undefined));
    return stored;
  }

  /** After COMMIT: what is told is what a pull would find. */
  private tell({ accountId }: DeviceWho, push: Push, stored: Stored, receivedAt: number): void {
    const { added, position, late } = stored;
    const message: EntriesMessage = {
      position,
      after: position - added.length,
      journalId: push.journalId,
      offsetMs: receivedAt - push.sentAt,
      entries: readableIn(added),
    };
    if (late) message.late = true;
    this.committed.tell({ accountId, message });
  }
}

function readableIn(added: readonly Prepared[]): Entry[] {
  const entries: Entry[] = [];
  for (const { entry } of added) if (entry) entries.push(entry);
  return entries;
}

function reportOf(
  prepared: readonly Prepared[],
  stored: Answer<Stored>,
  tellMs: number | undefined,
): PushReport {
  const seen = prepared.length;
  if (!stored.ok) return { answer: stored.code, seen, stored: 0, quarantined: 0, gaps: 0, forks: 0 };
  const quarantined = stored.added.length - readableIn(stored.added).length;
  const named = (code: string) => stored.problems.filter((problem) => problem.code === code).length;
  const counts = { quarantined, gaps: named('gap'), forks: named('journal-forked') };
  return { answer: 'ok', seen, stored: stored.added.length - quarantined, ...counts, tellMs };
}

/** More than anything beside the entries takes. */
const ENVELOPE_BYTES = 200;

/**
 * Bodies are there already, and each is as long as its entry was as JSON. Measuring a push by writing it once more is left
 * to those near the limit.
 */
function isSurelySmall({ entries }: Push, { prepared }: ReadEntries): boolean {
  if (prepared.length !== entries.length) return false;
  const room = PUSH_LIMITS.batchBytes - ENVELOPE_BYTES - prepared.length;
  return sumOf(prepared, ({ body }) => MOST_BYTES * body.length) <= room || sumOf(prepared, bytesIn) <= room;
}

const bytesIn = ({ body }: Prepared): number => Buffer.byteLength(body);

function sumOf(prepared: readonly Prepared[], of: (each: Prepared) => number): number {
  let sum = 0;
  for (const each of prepared) sum += of(each);
  return sum;
}

const isTooLarge = (push: Push): boolean => Buffer.byteLength(JSON.stringify(push)) > PUSH_LIMITS.batchBytes;
