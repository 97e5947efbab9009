import type { Journal } from '../journal/journal.js';
import type { Link, LinkAnswer } from '../link/link.js';
import { accountOf } from './account-of.js';
import { MOST_CHARS, MOST_ENTRIES, makePush, readAnswer } from './push-batch.js';

export type SyncState = { waiting: number /** Why nothing moves; undefined while it does. */; code?: string };
export type Sync = {
  /** Something is new: send soon. Cheap, may be called after every entry. */
  poke(): void;
  state(): SyncState;
  stop(): void;
};

export type SyncParts = {
  journal: Journal;
  link: Link;
  deviceName: string;
  /** True while a session is open: its entries stay in one journal, so another account has to wait. */
  sessionRuns?: () => boolean;
  now: () => number;
  after: (waitMs: number, work: () => void) => () => void;
  changed?: (state: SyncState) => void;
};

/** Entries that are made together travel together. */
const GATHER_MS = 300;
const FIRST_WAIT_MS = 4000;
const LONGEST_WAIT_MS = 30_000;

/** Sends what the server does not have yet, for as long as a page lives. The journal is the only state that counts. */
export function startSync(parts: SyncParts): Sync {
  const { journal, link } = parts;
  let stopped = false;
  let running = false;
  let greeted = false;
  let most = MOST_ENTRIES;
  let failures = 0;
  let code: string | undefined;
  let cancel: () => void = () => {};

  const state = (): SyncState => ({ waiting: journal.waiting(), ...(code === undefined ? {} : { code }) });
  const tell = () => parts.changed?.(state());

  const plan = (waitMs: number) => {
    cancel();
    cancel = stopped ? () => {} : parts.after(waitMs, () => void run());
  };
  const later = (reason: string, waitMs?: number) => {
    code = reason;
    failures += 1;
    plan(waitMs ?? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)));
  };

  /** Why nothing may be pushed to whom the phone is paired with; undefined when all is well. */
  function accept(answer: LinkAnswer): string | undefined {
    if (!answer.ok) return answer.code ?? 'refused';
    if (answer.paired !== true) return 'not-paired';
    const account = accountOf(answer);
    if (account === undefined) return undefined;
    if (!journal.belongsTo(account) && parts.sessionRuns?.() === true) return 'other-account';
    return journal.bind(account) === 'failed' ? 'not-saved' : undefined;
  }

  /** Introduces the journal to the phone, which needs its id for pairing. True when entries may follow. */
  async function greet(): Promise<boolean> {
    const before = journal.id;
    const answer = await link.ask({ method: 'hello', journalId: before, deviceName: parts.deviceName });
    const reason = accept(answer);
    if (reason !== undefined) later(reason);
    // A new journal is introduced as well, before anything of it is sent.
    else if (journal.id !== before) return greet();
    greeted = reason === undefined;
    return greeted;
  }

  /** One message; true when the next may follow at once. */
  async function pushOnce(): Promise<boolean> {
    const batch = journal.batch(most, MOST_CHARS);
    if (batch === undefined) {
      code = undefined;
      failures = 0;
      return false;
    }
    if (batch.journalId === journal.id) journal.offer(batch.entries[batch.entries.length - 1]?.seq ?? 0);
    const push = makePush(batch, parts.now());
    const { account } = journal.identity();
    const answer = await link.ask({ method: 'push', push, ...(account === undefined ? {} : { account }) });
    if (!answer.ok && answer.code === 'too-large' && batch.entries.length > 1) {
      most = Math.max(1, Math.floor(batch.entries.length / 2));
      return true;
    }
    const step = readAnswer(journal, batch, answer);
    if (step.kind === 'later') {
      if (['not-paired', 'other-account'].includes(step.code)) greeted = false;
      later(step.code, step.waitMs);
      return false;
    }
    if (step.kind === 'new-journal' && !(await greet())) return false;
    most = Math.min(MOST_ENTRIES, most * 2);
    failures = 0;
    code = undefined;
    return true;
  }

  async function run(): Promise<void> {
    if (running || stopped) return;
    running = true;
    cancel();
    if (!journal.flush()) later('not-saved');
    else if (greeted || (await greet())) {
      while (!stopped && (await pushOnce())) tell();
    }
    running = false;
    tell();
  }

  return {
    state,
    poke() {
      if (!running && !stopped && failures === 0) plan(GATHER_MS);
      if (running) parts.after(GATHER_MS, () => void run());
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
