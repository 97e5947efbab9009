import { Inject, Injectable } from '@nestjs/common';
import { PUSH_LIMITS, type PushProblem } from '@plumbline/routine-core';
import type { DeviceWho } from '../accounts/who.js';
import { CLOCK, type Clock } from '../api/clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { Committed } from '../live/committed.js';
import { type Answer, refuse } from '../problems/problems.js';
import { validate } from '../problems/validate.js';
import type { Stored } from './batch.js';
import { MAX_DEPTH, type Push, PushForm } from './forms.js';
import { Ingest } from './ingest.js';
import { isDeeperThan, type ReadEntries, readEntries } from './read-entries.js';

export type Pushed = Answer<{ through: number; problems: PushProblem[] }>;

/** Takes what devices send; an answer means it is on disk. */
@Injectable()
export class Journal {
  private readonly ingest: Ingest;

  constructor(
    @Inject(DATABASE) database: Database,
    @Inject(Committed) private readonly committed: Committed,
    @Inject(CLOCK) private readonly now: Clock,
  ) {
    this.ingest = new Ingest(database.write);
  }

  async push(who: DeviceWho, message: unknown): Promise<Pushed> {
    if (isDeeperThan(message, MAX_DEPTH)) return refuse('invalid');
    const form = validate(PushForm, message);
    if (!form.ok) return form;
    const push = form.value;
    if (isTooLarge(push)) return refuse('too-large');
    const read = readEntries(push.entries);
    const stored = await this.store(who, push, read);
    return stored.ok
      ? { ok: true, through: stored.through, problems: [...read.problems, ...stored.problems] }
      : stored;
  }

  private async store(who: DeviceWho, push: Push, { prepared }: ReadEntries): Promise<Answer<Stored>> {
    const { accountId, deviceId } = who;
    const receivedAt = this.now();
    const stored = await this.ingest.take({ accountId, deviceId, push, prepared, receivedAt });
    if (stored.ok && stored.added.length > 0) this.tell(who, push, stored, receivedAt);
    return stored;
  }

  /** After COMMIT: what is told is what a pull would find. */
  private tell({ accountId }: DeviceWho, push: Push, { added, position }: Stored, receivedAt: number): void {
    const entries = added.flatMap(({ entry }) => entry ?? []);
    const message = {
      position,
      after: position - added.length,
      journalId: push.journalId,
      offsetMs: receivedAt - push.sentAt,
      entries,
    };
    this.committed.tell({ accountId, message });
  }
}

const isTooLarge = (push: Push): boolean =>
  push.entries.length > PUSH_LIMITS.entries ||
  Buffer.byteLength(JSON.stringify(push)) > PUSH_LIMITS.batchBytes;
