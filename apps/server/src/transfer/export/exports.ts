import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { dayOf } from '@plumbline/routine-core';
import { CLOCK, type Clock } from '../../api/clock.js';
import { DATABASE, type Database } from '../../database/database.js';
import { type Answer, isRefusal } from '../../problems/problems.js';
import { exportAccount } from './export-account.js';
import { takeMoment } from './moment.js';

export type ExportFile = { name: string; text: Readable };

/** Hands out everything that is a person's own, as one file. */
@Injectable()
export class Exports {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** The moment is fixed here; the text is read while it is sent, as fast as it is taken. */
  async open(accountId: string): Promise<Answer<{ file: ExportFile }>> {
    const moment = await this.database.write.run((tx) => takeMoment(tx, accountId));
    if (isRefusal(moment)) return moment;
    const text = Readable.from(exportAccount(this.database.read, moment));
    return { ok: true, file: { name: `plumbline-${dayOf(this.now(), 0)}.jsonl`, text } };
  }
}
