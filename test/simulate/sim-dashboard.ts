import {
  type Board,
  emptyBoard,
  takeEntries,
  takeSnapshot,
} from '../../apps/dashboard/src/features/live/live-board.js';
import type { EntriesMessage } from '../../apps/server/src/live/committed.js';
import { type SimServer, viewer } from './sim-server.js';
import type { Timeline } from './timeline.js';

/**
 * A page that follows along: the dashboard's own live board, and a copy of the whole journal by the pull of `docs/protocol.md`,
 * as any client of the public interface would keep one.
 */
export class SimDashboard {
  board: Board = emptyBoard;
  /** The journal as pulled, by journal and number. */
  copy = new Map<string, unknown>();
  private position = 0;
  private busy = false;

  constructor(
    private readonly accountId: string,
    private readonly server: SimServer,
    private readonly timeline: Timeline,
  ) {}

  /** Opened anew: everything it knew is gone. */
  reload(): void {
    this.board = emptyBoard;
    this.copy = new Map();
    this.position = 0;
    this.join();
  }

  hear(message: EntriesMessage): void {
    const { board, hole } = takeEntries(this.board, message, this.timeline.now);
    this.board = board;
    if (hole) this.join();
    this.pull();
  }

  join(): void {
    void this.timeline
      .track(this.server.ask(({ live }) => live.join(viewer(this.accountId))))
      .then((told) => {
        if (told.heard && told.answer.ok)
          this.board = takeSnapshot(this.board, told.answer, this.timeline.now);
        this.pull();
      });
  }

  pull(): void {
    if (this.busy) return;
    this.busy = true;
    void this.timeline.track(this.pullAll()).finally(() => {
      this.busy = false;
    });
  }

  private async pullAll(): Promise<void> {
    for (;;) {
      const asked = this.position;
      const told = await this.server.ask(({ changes }) =>
        changes.pull(viewer(this.accountId), { since: asked }),
      );
      if (!told.heard || !told.answer.ok) return;
      const { position, entries, more, reset } = told.answer;
      if (reset === true) this.copy = new Map();
      for (const { journalId, entry } of entries)
        this.copy.set(`${journalId} ${(entry as { seq: number }).seq}`, entry);
      this.position = position;
      if (!more) return;
    }
  }
}
