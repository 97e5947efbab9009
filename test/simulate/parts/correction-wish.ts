import { findRoutine } from '@plumbline/routine-core';
import type { Answer } from '../../../apps/server/src/problems/problems.js';
import type { Desk, Wish } from './wish.js';

const HOUR = 3_600_000;
type Started = { kind: string; sessionId: string; at: number; routineId: string };
type Written = { seq: number; kind: string; sessionId: string };
type Past = { seq: number; undone?: { seq: number } };

const pastIn = (answer: Answer): Past => (answer as unknown as { correction: Past }).correction;

/** Somebody says how a session really was, deletes it, or takes such a word back. */
export function wishForCorrection(desk: Desk, count: number): Wish | undefined {
  const { chance, copy } = desk;
  const entries = [...copy.entries.values()] as (Started & Written)[];
  const words = entries.filter(({ kind }) => kind === 'session-corrected' || kind === 'session-deleted');
  if (words.length > 0 && chance.happens(0.4)) return undo(desk, chance.pick(words));
  const sessions = entries.filter(({ kind }) => kind === 'session-started');
  if (sessions.length === 0) return undefined;
  const session = chance.pick(sessions);
  return chance.happens(0.25) ? remove(desk, session) : correct(desk, session, `${desk.name}-${count}`);
}

function correct(desk: Desk, { sessionId, at, routineId }: Started, note: string): Wish {
  const { chance, accountId, model } = desk;
  const block = findRoutine(routineId)?.blocks[0]?.id;
  const efforts =
    block && chance.happens(0.5) ? { efforts: [{ blockId: block, value: chance.between(0, 10) }] } : {};
  const endedAt = chance.happens(0.4) ? { endedAt: at + chance.between(0, HOUR) } : {};
  const changes = { note, ...efforts, ...endedAt };
  return {
    send: ({ corrections }, who) => corrections.correct({ ...who, sessionId, by: 'person' }, changes),
    answered: (answer) => {
      if (!answer.ok) return;
      const { seq } = pastIn(answer);
      model.corrections.acknowledged({ accountId, seq, kind: 'session-corrected', sessionId, changes });
    },
    next: () => undefined,
  };
}

function remove({ accountId, model }: Desk, { sessionId }: Started): Wish {
  return {
    send: ({ corrections }, who) => corrections.delete({ ...who, sessionId, by: 'person' }),
    answered: (answer) => {
      if (!answer.ok) return;
      const { seq } = pastIn(answer);
      model.corrections.acknowledged({ accountId, seq, kind: 'session-deleted', sessionId });
    },
    next: () => undefined,
  };
}

function undo({ accountId, model }: Desk, { sessionId, seq: of }: Written): Wish {
  return {
    send: ({ corrections }, who) => corrections.undo({ ...who, sessionId, by: 'person' }, of),
    answered: (answer) => {
      const undone = answer.ok ? pastIn(answer).undone : undefined;
      if (undone === undefined) return;
      const { seq } = undone;
      model.corrections.acknowledged({ accountId, seq, kind: 'correction-undone', sessionId, of });
    },
    next: () => undefined,
  };
}
