import { createHash } from 'node:crypto';
import { canonicalJson, type Problem } from '@plumbline/routine-core';
import { type ReadOptions, readTable } from '../csv/read-table.js';
import { readActivity } from '../fit/read-activity.js';
import { soundSessions } from './check-session.js';
import { FileProblem } from './file-problem.js';
import { type History, Remarks } from './found.js';
import { HISTORY_LIMITS } from './limits.js';

export type ReadHistory = { ok: true; history: History; digest: string } | { ok: false; problems: Problem[] };

const PACKED: readonly [string, string][] = [
  ['504b0304', 'This is a packed folder (zip). Unpack it and choose the file inside.'],
  ['1f8b', 'This file is packed (gzip). Unpack it first.'],
];

/** Nothing packed is unfolded here: it could become anything. */
function refusePacked(bytes: Buffer): void {
  const head = bytes.subarray(0, 4).toString('hex');
  const found = PACKED.find(([magic]) => head.startsWith(magic));
  if (found) throw new FileProblem('packed', found[1]);
}

export const isFit = (bytes: Buffer): boolean => bytes.subarray(8, 12).toString('latin1') === '.FIT';

/** Names a file together with what its person said of it: the same again reads the same. */
export const digestOf = (bytes: Buffer, options: ReadOptions): string =>
  createHash('sha256').update(bytes).update(canonicalJson(options)).digest('base64url');

/** Reads whatever somebody brings, and says what it holds and what of it cannot be. Writes nothing. */
export async function readHistory(bytes: Buffer, options: ReadOptions, now: number): Promise<ReadHistory> {
  const remarks = new Remarks();
  try {
    refusePacked(bytes);
    const read = await readForm(bytes, options, remarks);
    const sessions = soundSessions(read.sessions, { now, remarks });
    return { ok: true, digest: digestOf(bytes, options), history: { ...read, sessions, remarks } };
  } catch (fault) {
    if (fault instanceof FileProblem) return { ok: false, problems: [fault.problem] };
    throw fault;
  }
}

async function readForm(
  bytes: Buffer,
  options: ReadOptions,
  remarks: Remarks,
): Promise<Omit<History, 'remarks'>> {
  if (!isFit(bytes)) return { source: 'csv', ...(await readTable(bytes, options, remarks)) };
  if (bytes.length > HISTORY_LIMITS.fitBytes)
    throw new FileProblem(
      'too-large',
      `A FIT activity may have ${HISTORY_LIMITS.fitBytes / 1024 / 1024} MB at most.`,
    );
  return { source: 'fit', form: 'fit', columns: [], sessions: await readActivity(bytes, options, remarks) };
}
