import {
  type Board,
  emptyBoard,
  reconnected,
  takeEntries,
  takeSnapshot,
} from '../../../apps/dashboard/src/features/live/live-board.js';
import type { EntriesMessage } from '../../../apps/server/src/live/committed.js';
import type { Answer } from '../../../apps/server/src/problems/problems.js';
import type { Model } from '../model/model.js';
import { wishForCorrection } from './correction-wish.js';
import { wishForDocument } from './document-wish.js';
import { Follower } from './follower.js';
import { type LineParts, request } from './page-line.js';
import type { SimServer } from './sim-server.js';
import { type Desk, isForLater, type Wish } from './wish.js';

export type DashboardParts = LineParts & {
  accountId: string;
  login: string;
  name: string;
  server: SimServer;
  model: Model;
  note(text: string): void;
};

/** A page that follows along with the dashboard's own live board, keeps a copy of the account, and on which somebody edits. */
export class SimDashboard {
  board: Board = emptyBoard;
  readonly copy: Follower;
  readonly surprises: string[] = [];
  private readonly desk: Desk;
  private asleep = false;
  private wish: Wish | undefined;
  private busy = false;
  private wishes = 0;

  constructor(readonly parts: DashboardParts) {
    const { timeline, chance, server, login, accountId, name, model } = parts;
    const pageSize = () => chance.between(1, 60);
    this.copy = new Follower(timeline, pageSize, (asked) =>
      server.asPerson(login, ({ changes }, who) => changes.pull(who, asked)),
    );
    this.desk = { accountId, name, model, chance, copy: this.copy, surprises: this.surprises };
  }

  /** Opened anew: everything it knew is gone. */
  reload(): void {
    this.board = emptyBoard;
    this.copy.forget();
    this.wish = undefined;
    this.busy = false;
    this.connect();
  }

  /** A closed lid: it hears nothing until it wakes. */
  sleep(ms: number): void {
    this.asleep = true;
    this.parts.timeline.after(ms, () => {
      this.asleep = false;
      this.connect();
    });
  }

  hear(message: EntriesMessage): void {
    if (this.asleep) return;
    const { board, hole } = takeEntries(this.board, message, this.parts.timeline.now);
    this.board = board;
    if (hole) this.join();
    this.copy.pull();
  }

  /** Documents changed: they take positions too, so the copy goes on from where it stands. */
  hearDocuments(): void {
    if (!this.asleep) this.copy.pull();
  }

  /** Its socket opens, maybe to a server that has gone back. */
  connect(): void {
    this.board = reconnected(this.board);
    this.join();
  }

  private join(): void {
    if (this.asleep) return;
    const { timeline, server, login } = this.parts;
    timeline.whenQuiet(() => {
      const asked = server.asPerson(login, ({ live }, who) => live.join(who));
      void timeline.track(asked).then((told) => {
        if (told.heard && told.answer.ok) this.board = takeSnapshot(this.board, told.answer, timeline.now);
      });
    });
    this.copy.pull();
  }

  /** Somebody presses save; once more the same when no answer came. */
  act(): void {
    if (this.asleep || this.busy) return;
    this.wishes += 1;
    const make = this.parts.chance.happens(0.5) ? wishForDocument : wishForCorrection;
    this.wish ??= make(this.desk, this.wishes);
    if (this.wish !== undefined) this.send(this.wish);
  }

  private send(wish: Wish): void {
    const { server, login, note, name } = this.parts;
    this.busy = true;
    const ask = async () => {
      const told = await server.asPerson(login, (life, who) => wish.send(life, who));
      note(`${name} asks: ${JSON.stringify(told)}`);
      if (told.heard) wish.answered(told.answer);
      return told;
    };
    void request(this.parts, ask).then((answer) => {
      if (this.wish === wish) this.settle(wish, answer);
    });
  }

  private settle(wish: Wish, answer: Answer | undefined): void {
    this.busy = false;
    if (answer === undefined || isForLater(answer)) return;
    this.wish = wish.next(answer);
    this.copy.pull();
    if (this.wish !== undefined) this.send(this.wish);
  }
}
