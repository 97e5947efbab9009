import type { Clash, Preview } from '../forms.js';
import type { Here } from '../merge/decided.js';
import { type DecidedLine, Merge } from '../merge/merge.js';
import type { Spooled } from './spool.js';
import { count, noTally } from './tally.js';

/** Examples help a person to recognise what is meant; the counts say how much. */
const EXAMPLES = 10;

/** What a file would bring into an account, without bringing it. */
export async function previewFile(here: Here, file: Spooled, empty: boolean): Promise<Preview> {
  const { digest, lines, bytes } = file;
  const merge = new Merge();
  const tally = noTally();
  const sessions: Preview['sessions'] = { count: 0, examples: [] };
  const examples: Clash[] = [];
  for await (const batch of file.batches()) {
    const decided = await merge.decide(here, batch);
    count(tally, decided);
    for (const each of decided) {
      noteSession(sessions, each);
      const clash = clashIn(each);
      if (clash && examples.length < EXAMPLES) examples.push(clash);
    }
  }
  return { digest, lines, bytes, empty, ...tally, sessions, examples };
}

function noteSession(sessions: Preview['sessions'], { line, decided }: DecidedLine): void {
  if (decided.verdict !== 'added' || line.line !== 'entry') return;
  const entry = line.prepared.entry;
  if (entry?.kind !== 'session-started') return;
  sessions.count += 1;
  const { sessionId, routineId, at: startedAt } = entry;
  if (sessions.examples.length < EXAMPLES) sessions.examples.push({ sessionId, routineId, startedAt });
}

function clashIn({ number, line, decided }: DecidedLine): Clash | undefined {
  if (decided.verdict !== 'clashes') return undefined;
  const clash = { line: number, code: decided.code };
  switch (line.line) {
    case 'entry':
      return { ...clash, journalId: line.journalId, seq: line.prepared.seq };
    case 'erased':
      return { ...clash, journalId: line.journalId, seq: line.seq, sessionId: line.sessionId };
    case 'correction':
      return { ...clash, journalId: 'server', seq: line.entry.seq, sessionId: line.entry.sessionId };
    case 'gap':
      return { ...clash, journalId: line.journalId, seq: line.from };
    case 'document':
      return { ...clash, document: `${line.kind}/${line.id}/${line.version}` };
    default:
      return clash;
  }
}
