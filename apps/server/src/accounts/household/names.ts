import type { Tx } from '../../database/sql.js';

/** Controls, and formats such as zero width; then the letters that are drawn as nothing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u115F\u1160\u2800]/gu;
/** What would draw the words around a name, too, from right to left, or on another line. */
const UNRULY = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

/** As it is seen in a list: by the name alone one knows who took a link, and who came by an invitation. */
const looksOf = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(/\p{Z}+/gu, ' ')
    .trim()
    .toLowerCase();

/** Whether somebody new may be called so. Who was called otherwise before still signs in. */
export const isSeen = (name: string): boolean => !UNRULY.test(name) && looksOf(name) !== '';

/** Whether somebody bears a name that looks the same. */
export async function isTaken(tx: Pick<Tx, 'all'>, name: string): Promise<boolean> {
  const all = await tx.all<{ name: string }>('SELECT name FROM account');
  return all.some((each) => each.name === name || looksOf(each.name) === looksOf(name));
}
