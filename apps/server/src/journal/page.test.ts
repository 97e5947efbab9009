import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pageOf } from './page.js';

/** Which of the positions 1, 2, 3 … is a document (with that many letters) and which an entry. */
const anyLog = fc.array(fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }), { maxLength: 60 });

function logOf(sizes: readonly (number | undefined)[]) {
  const documents = sizes.flatMap((size, index) =>
    size === undefined ? [] : { position: index + 1, body: 'x'.repeat(size) },
  );
  const entries = sizes.flatMap((size, index) => (size === undefined ? { position: index + 1 } : []));
  return { documents, entries };
}

const behind = <P extends { position: number }>(list: readonly P[], since: number, limit: number): P[] =>
  list.filter(({ position }) => position > since).slice(0, limit);

/** Pulls page by page, as a client does, and says what came in which order. */
function pullAll(sizes: readonly (number | undefined)[], items: number, bytes: number): number[] {
  const { documents, entries } = logOf(sizes);
  const seen: number[] = [];
  for (let since = 0; ; ) {
    const found = {
      documents: behind(documents, since, items + 1),
      entries: behind(entries, since, items + 1),
      through: sizes.length,
    };
    const page = pageOf(found, { items, bytes });
    const came = [...page.documents, ...page.entries].map(({ position }) => position);
    expect(came.length).toBeLessThanOrEqual(items);
    seen.push(...came.sort((one, other) => one - other));
    if (!page.more) return seen;
    expect(page.reached).toBeGreaterThan(since);
    since = page.reached;
  }
}

describe('pages of a pull', () => {
  test('give every document and entry once and in order, whatever the size of a page', () => {
    const sizes = fc.integer({ min: 1, max: 12 });
    const bytes = fc.integer({ min: 1, max: 200 });
    fc.assert(
      fc.property(anyLog, sizes, bytes, (log, items, room) => {
        expect(pullAll(log, items, room)).toEqual(log.map((_size, index) => index + 1));
      }),
      { numRuns: 500 },
    );
  });

  test('end early when documents fill them, but one always fits', () => {
    const { documents } = logOf([30, 30, 30]);
    const room = { items: 10, bytes: 70 };
    expect(pageOf({ documents, entries: [], through: 9 }, room)).toMatchObject({ reached: 2, more: true });
    expect(pageOf({ documents, entries: [], through: 9 }, { ...room, bytes: 1 })).toMatchObject({
      reached: 1,
    });
    expect(pageOf({ documents, entries: [], through: 9 }, { ...room, bytes: 999 })).toMatchObject({
      reached: 9,
      more: false,
    });
  });
});
