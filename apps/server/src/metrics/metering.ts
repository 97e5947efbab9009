import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { SERVER_JOURNAL } from '@plumbline/routine-core';
import type { Subscription } from 'rxjs';
import { Reports } from '../api/reports.js';
import { DATABASE, type Database } from '../database/database.js';
import { Journal } from '../journal/journal.js';
import { Committed } from '../live/committed.js';
import { Rooms } from '../live/rooms.js';
import { Deliverer } from '../webhooks/deliver.js';
import { addGauges } from './gauges.js';
import { Metrics } from './metrics.js';

/** Listens to those who work. They know that somebody may listen, and nothing of what is counted. */
@Injectable()
export class Metering implements OnModuleInit, OnModuleDestroy {
  private erasures: Subscription | undefined;

  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Reports) private readonly reports: Reports,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Journal) private readonly journal: Journal,
    @Inject(Deliverer) private readonly deliverer: Deliverer,
    @Inject(Committed) private readonly committed: Committed,
    @Inject(Rooms) private readonly rooms: Rooms,
  ) {}

  onModuleInit(): void {
    const { metrics, database } = this;
    this.reports.listen((ended) => metrics.noteEnd(ended));
    this.journal.listen(
      (report) => metrics.notePush(report),
      (size) => metrics.groups.observe(size),
    );
    database.write.watch({
      waited: (ms) => metrics.wait.observe(ms / 1000),
      committed: (ms, jobs) => {
        metrics.commit.observe(ms / 1000);
        metrics.jobs.observe(jobs);
      },
      failed: () => metrics.failedCommits.inc(),
    });
    this.deliverer.listen((done) => metrics.webhooks.inc({ result: done ? 'delivered' : 'failed' }));
    this.erasures = this.committed.entries.subscribe(({ message: { journalId, entries } }) => {
      if (journalId !== SERVER_JOURNAL) return;
      const kinds: string[] = entries.map(({ kind }) => kind);
      metrics.erasures.inc(kinds.filter((kind) => kind === 'session-erased').length);
    });
    addGauges(metrics.registry, {
      sizes: () => database.sizes(),
      waitingWrites: () => database.write.depth,
      canWrite: () => database.write.condition === 'sound',
      openSockets: () => this.rooms.openByKind(),
    });
  }

  onModuleDestroy(): void {
    this.erasures?.unsubscribe();
  }
}
