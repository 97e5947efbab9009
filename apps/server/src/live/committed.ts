import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { DocumentVersion, Entry } from '@plumbline/routine-core';
import { type Observable, Subject } from 'rxjs';

/**
 * New entries of one journal. `after` is the account's position before them: a listener further back has a hole. `late` when
 * the journal held later ones before: what was told of those may be different now.
 */
export type EntriesMessage = {
  position: number;
  after: number;
  journalId: string;
  offsetMs: number;
  entries: Entry[];
  late?: true;
};
/** Documents that became newest. `after` as with entries: both count on one position. */
export type DocumentsMessage = { position: number; after: number; documents: DocumentVersion[] };
export type CommittedDocuments = { accountId: string; message: DocumentsMessage };
export type CommittedEntries = { accountId: string; message: EntriesMessage };

/** The stream of what has just reached the disk, in the order of its commits. */
@Injectable()
export class Committed implements OnModuleDestroy {
  private readonly subject = new Subject<CommittedEntries>();
  readonly entries: Observable<CommittedEntries> = this.subject.asObservable();

  private readonly written = new Subject<CommittedDocuments>();
  readonly documents: Observable<CommittedDocuments> = this.written.asObservable();

  tell(entries: CommittedEntries): void {
    this.subject.next(entries);
  }

  tellDocuments(documents: CommittedDocuments): void {
    this.written.next(documents);
  }

  onModuleDestroy(): void {
    this.written.complete();
    this.subject.complete();
  }
}
