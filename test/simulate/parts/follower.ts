import type { Pulled } from '../../../apps/server/src/journal/forms.js';
import type { Answer } from '../../../apps/server/src/problems/problems.js';
import type { Timeline } from '../world/timeline.js';
import type { Told } from './sim-server.js';

export type Asked = { since: number; seal: string | undefined; limit: number };
type Ask = (asked: Asked) => Promise<Told<Answer<Pulled>>>;
export type HeldDocument = { version: number; body: unknown };

/** A copy of what happened in an account by the pull of `docs/protocol.md`, as any client of the public interface keeps one. */
export class Follower {
  /** By journal and number. */
  entries = new Map<string, unknown>();
  /** By kind and id; a withdrawn one has the body `null`. */
  documents = new Map<string, HeldDocument>();
  /** Entries that came a second time. */
  readonly surprises: string[] = [];
  private position = 0;
  private seal: string | undefined;
  private busy = false;
  private again = false;

  constructor(
    private readonly timeline: Timeline,
    private readonly pageSize: () => number,
    private readonly ask: Ask,
  ) {}

  /** Opened anew: everything it knew is gone. */
  forget(): void {
    this.entries = new Map();
    this.documents = new Map();
    this.position = 0;
    this.seal = undefined;
  }

  pull(): void {
    this.again = this.busy;
    if (this.busy) return;
    this.busy = true;
    this.timeline.whenQuiet(() => {
      void this.timeline.track(this.pullAll()).finally(() => {
        this.busy = false;
        if (this.again) this.pull();
      });
    });
  }

  private async pullAll(): Promise<void> {
    for (;;) {
      const told = await this.ask({ since: this.position, seal: this.seal, limit: this.pageSize() });
      if (!told.heard || !told.answer.ok) return;
      this.take(told.answer);
      if (!told.answer.more) return;
    }
  }

  private take({ position, seal, entries, documents, reset }: Pulled): void {
    if (reset === true) this.forget();
    for (const { journalId, entry } of entries) {
      const key = `${journalId} ${(entry as { seq: number }).seq}`;
      if (this.entries.has(key)) this.surprises.push(`${key} was pulled twice`);
      this.entries.set(key, entry);
    }
    for (const { kind, id, version, body } of documents)
      this.documents.set(`${kind}.${id}`, { version, body });
    this.position = position;
    this.seal = seal;
  }
}
