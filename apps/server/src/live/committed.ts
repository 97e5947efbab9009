import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Entry } from '@plumbline/routine-core';
import { type Observable, Subject } from 'rxjs';

/** New entries of one journal. `after` is the account's position before them: a listener further back has a hole. */
export type EntriesMessage = {
  position: number;
  after: number;
  journalId: string;
  offsetMs: number;
  entries: Entry[];
};
export type CommittedEntries = { accountId: string; message: EntriesMessage };

/** The stream of what has just reached the disk, in the order of its commits. */
@Injectable()
export class Committed implements OnModuleDestroy {
  private readonly subject = new Subject<CommittedEntries>();
  readonly entries: Observable<CommittedEntries> = this.subject.asObservable();

  tell(entries: CommittedEntries): void {
    this.subject.next(entries);
  }

  onModuleDestroy(): void {
    this.subject.complete();
  }
}
