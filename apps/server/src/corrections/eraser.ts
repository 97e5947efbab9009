import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type Entry, SERVER_JOURNAL } from '@plumbline/routine-core';
import { CLOCK, type Clock } from '../api/clock.js';
import { LOG, type Log } from '../api/log.js';
import { DATABASE, type Database } from '../database/database.js';
import { Committed } from '../live/committed.js';
import { eraseWhatIsOver } from './erase.js';

const DAY_MS = 24 * 3_600_000;

/** Looks at every start and once a day for sessions whose thirty days are over. */
@Injectable()
export class Eraser implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Committed) private readonly committed: Committed,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void this.look(), DAY_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** One at a time; a fault is logged and looked at again tomorrow, it never keeps the server from its work. */
  look(): Promise<void> {
    this.running = this.running
      .then(() => this.erase())
      .catch((fault: unknown) =>
        this.log('error', 'erase-failed', { fault: fault instanceof Error ? fault.name : typeof fault }),
      );
    return this.running;
  }

  private async erase(): Promise<void> {
    for (const { accountId, appended } of await eraseWhatIsOver(this.database, this.now())) {
      const { entries, position } = appended;
      const after = position - entries.length;
      const message = { position, after, journalId: SERVER_JOURNAL, offsetMs: 0 };
      this.committed.tell({ accountId, message: { ...message, entries: entries as unknown as Entry[] } });
    }
  }
}
