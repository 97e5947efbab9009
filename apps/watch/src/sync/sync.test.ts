import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { EntryDraft, Push } from '@plumbline/routine-core/journal';
import { openJournal } from '../journal/journal.js';
import { memoryFiles, memoryMarks } from '../journal/memory-files.js';
import type { Link, LinkAnswer } from '../link/link.js';
import { startSync } from './sync.js';

const AT = 1_764_000_000_000;
const drafts = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ at: AT + n, kind: 'paused', sessionId: 's' }) as EntryDraft);

const after = (waitMs: number, work: () => void) => {
  const timer = setTimeout(work, waitMs);
  return () => clearTimeout(timer);
};

/** A server in memory behind a phone that does what `road` says. */
function world(entries: number) {
  let ids = 0;
  let session = false;
  const phone = { accountId: 'a1', accountName: 'Ida' };
  const told: { journalId: string; seqs: number[]; account: unknown }[] = [];
  const journal = openJournal({
    files: memoryFiles(),
    marks: memoryMarks(),
    zoneAt: () => 0,
    newId: () => {
      ids += 1;
      return `J${ids}`;
    },
  });
  journal.append(drafts(entries));
  const server = { through: 0, sizes: [] as number[], firsts: [] as number[], pushes: 0 };
  let road: (push: Push) => LinkAnswer | undefined = () => undefined;
  const take = (push: Push): LinkAnswer => {
    server.pushes += 1;
    server.firsts.push(push.first);
    server.sizes.push(JSON.stringify({ jsonrpc: 'hmrpcv1', method: 'push', push }).length);
    const refused = road(push);
    if (refused !== undefined) return refused;
    if (push.first > server.through + 1) server.through = push.first - 1;
    for (const entry of push.entries) if (entry.seq === server.through + 1) server.through = entry.seq;
    return { ok: true, through: server.through, problems: [] };
  };
  const link: Link = {
    ask: async (message) => {
      const { method, push, account } = message as { method: string; push: Push; account: { id: string } };
      if (method === 'hello') return { ok: true, paired: true, ...phone };
      if (account?.id !== phone.accountId) return { ok: false, code: 'other-account' };
      told.push({ journalId: push.journalId, seqs: push.entries.map(({ seq }) => seq), account: account.id });
      return take(push);
    },
  };
  const sync = startSync({
    ...{ journal, link, deviceName: 'Test', now: () => AT, after },
    sessionRuns: () => session,
  });
  const setSession = (runs: boolean) => {
    session = runs;
  };
  return { journal, server, sync, phone, told, setSession, setRoad: (next: typeof road) => (road = next) };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());
const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

describe('sync', () => {
  test('sends all that waits, in messages below 3.4 kB, and then says that nothing waits', async () => {
    const { journal, server, sync } = world(200);
    sync.poke();
    await pass(1000);
    expect({ through: server.through, waiting: journal.waiting() }).toEqual({ through: 200, waiting: 0 });
    expect(Math.max(...server.sizes)).toBeLessThan(3400);
    expect(sync.state()).toEqual({ waiting: 0 });
  });

  test('sends nothing twice when nothing was lost', async () => {
    const { journal, server, sync } = world(5);
    sync.poke();
    await pass(1000);
    journal.append(drafts(1));
    sync.poke();
    sync.poke();
    await pass(1000);
    expect({ pushes: server.pushes, through: server.through }).toEqual({ pushes: 2, through: 6 });
  });

  test('halves a batch that is too large and succeeds', async () => {
    const { server, sync, setRoad } = world(40);
    setRoad((push) => (push.entries.length > 4 ? { ok: false, code: 'too-large' } : undefined));
    sync.poke();
    await pass(1000);
    expect(server.through).toBe(40);
  });

  test('tries again by itself after a refusal, at the time it was told', async () => {
    const { server, sync, setRoad } = world(3);
    let refusals = 0;
    setRoad(() => {
      refusals += 1;
      return refusals <= 2 ? { ok: false, code: 'slow-down', retryAfterMs: 7000 } : undefined;
    });
    sync.poke();
    await pass(1000);
    expect(sync.state()).toEqual({ waiting: 3, code: 'slow-down' });
    await pass(6000);
    expect(server.pushes).toBe(1);
    await pass(9000);
    expect(server.through).toBe(3);
    expect(sync.state()).toEqual({ waiting: 0 });
  });

  test('sends everything it holds again when the server has less than it once said', async () => {
    const { journal, server, sync } = world(6);
    sync.poke();
    await pass(1000);
    server.through = 0;
    journal.append(drafts(1));
    sync.poke();
    await pass(1000);
    expect({ through: server.through, waiting: journal.waiting() }).toEqual({ through: 7, waiting: 0 });
  });

  test('does not spin when the server takes the entries but never moves on', async () => {
    const { server, sync, setRoad } = world(3);
    setRoad(() => ({ ok: true, through: 0, problems: [] }));
    sync.poke();
    await pass(10_000);
    expect(server.pushes).toBeLessThan(5);
  });

  test('opens a new journal at a fork and sends what is left from there on, counted from 1', async () => {
    const { journal, server, sync, setRoad, told } = world(6);
    const others = { ok: true, through: 9, problems: [{ code: 'journal-forked', seq: 4 }] };
    setRoad((push) => (push.journalId === 'J1' ? others : undefined));
    sync.poke();
    await pass(1000);
    expect(told).toEqual([
      { journalId: 'J1', seqs: [1, 2, 3, 4, 5, 6], account: 'a1' },
      { journalId: journal.id, seqs: [1, 2, 3], account: 'a1' },
    ]);
    expect({ through: server.through, waiting: journal.waiting() }).toEqual({ through: 3, waiting: 0 });
  });

  test('sends nothing old to an account that the phone was paired with in between', async () => {
    const { journal, server, sync, phone, told, setRoad } = world(3);
    sync.poke();
    await pass(1000);
    setRoad(() => ({ ok: false, code: 'offline' }));
    journal.append(drafts(2));
    sync.poke();
    await pass(1000);
    Object.assign(phone, { accountId: 'b1', accountName: 'Bo' });
    server.through = 0;
    setRoad(() => undefined);
    await pass(60_000);
    journal.append(drafts(1));
    sync.poke();
    await pass(1000);
    expect(told.filter(({ account }) => account === 'b1')).toEqual([
      { journalId: 'J2', seqs: [1], account: 'b1' },
    ]);
    expect(journal.entriesFrom(1).length).toBe(6);
  });

  test('waits with another account until the running session has ended', async () => {
    const { journal, sync, phone, told, setSession } = world(2);
    sync.poke();
    await pass(1000);
    Object.assign(phone, { accountId: 'b1', accountName: 'Bo' });
    setSession(true);
    journal.append(drafts(2));
    sync.poke();
    await pass(60_000);
    expect({ id: journal.id, code: sync.state().code }).toEqual({ id: 'J1', code: 'other-account' });
    setSession(false);
    await pass(60_000);
    expect({ id: journal.id, sends: told.length }).toEqual({ id: 'J2', sends: 1 });
  });

  test('sends what a failing disk kept back once the disk takes it', async () => {
    const { journal, server, sync } = world(2);
    const flush = journal.flush;
    journal.flush = () => false;
    sync.poke();
    await pass(1000);
    expect(sync.state().code).toBe('not-saved');
    journal.flush = flush;
    await pass(10_000);
    expect(server.through).toBe(2);
  });
});
