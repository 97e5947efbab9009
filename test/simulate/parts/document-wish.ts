import { findRoutine, makeRoutine } from '@plumbline/routine-core';
import type { Answer } from '../../../apps/server/src/problems/problems.js';
import { OWN_ROUTINE } from '../world/activity.js';
import type { Desk, Wish } from './wish.js';

const PLACES = [
  { kind: 'settings', id: 'main' },
  { kind: 'week-plan', id: 'main' },
  { kind: 'away-weeks', id: 'main' },
  { kind: 'routine', id: OWN_ROUTINE },
] as const;
type Place = (typeof PLACES)[number];
type VersionPlace = { accountId: string; kind: string; id: string };
type Edit = { place: Place; basedOn: number; mark: string; body: unknown };
/** What a person has on the screen; `tries` counts how often it was laid over somebody else's version. */
type Draft = { place: Place; mark: string; tries: number; bodyOf(version: number, mark: string): unknown };

const MOST_TRIES = 4;

/** A mark for each version that is sent, so that none can be stored twice unnoticed. */
export const markOf = ({ accountId, kind, id }: VersionPlace, version: number, body: unknown): string => {
  if (body === null) return `withdrawn ${accountId} ${kind}.${id} ${version}`;
  const { mark, name } = body as { mark?: string; name?: string };
  return mark ?? name ?? 'without a mark';
};

/** Somebody changes what holds: settings, goals, weeks away, an own routine; or withdraws it. */
export function wishForDocument(desk: Desk, count: number): Wish | undefined {
  const { chance, copy, name } = desk;
  const place = chance.pick(PLACES);
  const known = copy.documents.get(`${place.kind}.${place.id}`);
  const withdraws = known !== undefined && known.body !== null && chance.happens(0.12);
  const body = bodyFor(desk, place);
  const draft: Draft = {
    place,
    mark: `${name}-${count}`,
    tries: 1,
    bodyOf: withdraws ? () => null : body,
  };
  return edit(desk, draft, known?.version ?? 0);
}

function bodyFor({ chance }: Desk, { kind }: Place): (version: number, mark: string) => unknown {
  const day = `2026-11-${chance.between(10, 22)}`;
  if (kind === 'settings') {
    const firstDayOfWeek = chance.pick([1, 6, 7]);
    return (_version, mark) => ({ firstDayOfWeek, mark });
  }
  if (kind === 'week-plan') {
    const goal = chance.between(1, 4);
    return (_version, mark) => ({ goal, earlierGoals: [{ through: day, goal: 2 }], days: [], mark });
  }
  if (kind === 'away-weeks') {
    const why = chance.pick(['ill', 'away', 'paused']);
    return (_version, mark) => ({ weeks: [{ day, why }], mark });
  }
  return ownRoutine;
}

function ownRoutine(version: number, mark: string): unknown {
  const cat = findRoutine('micro-cat');
  if (cat === undefined) throw new Error('there is no micro-cat');
  return { ...(makeRoutine(cat) as object), id: OWN_ROUTINE, version, name: mark };
}

function edit(desk: Desk, draft: Draft, basedOn: number): Wish | undefined {
  if (draft.tries > MOST_TRIES) return undefined;
  const { place, tries } = draft;
  const version = basedOn + 1;
  const tried = `${draft.mark}/${tries}`;
  const body = draft.bodyOf(version, tried);
  const where = { accountId: desk.accountId, ...place };
  const mark = markOf(where, version, body);
  const asked: Edit = { place, basedOn, mark, body };
  return {
    send: ({ documents }, { accountId }) => {
      desk.model.documents.sending(where, asked);
      return documents.put({ accountId, ...place, basedOn, body, madeBy: 'person' });
    },
    answered: (answer) => {
      if (answer.ok) desk.model.documents.acknowledged(where, versionIn(answer), mark);
    },
    next: (answer) => {
      if (answer.ok || answer.code !== 'clash') return undefined;
      const theirs = theirsIn(answer);
      if (theirs === basedOn) desk.surprises.push(`${mark} clashes with the version it was made on`);
      return edit(desk, { ...draft, tries: tries + 1 }, theirs);
    },
  };
}

const versionIn = (answer: Answer): number =>
  (answer as unknown as { document: { version: number } }).document.version;
const theirsIn = (answer: Answer): number =>
  (answer as unknown as { theirs: { version: number } | null }).theirs?.version ?? 0;
