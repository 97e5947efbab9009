import type { SessionSummary } from '../../api/index.js';

/** How a session came to its end, in a word or two. */
export function endWord(session: Pick<SessionSummary, 'status' | 'how' | 'imported'>): string {
  if (session.imported !== undefined) return 'from a file';
  if (session.status === 'paused') return 'paused';
  if (session.status !== 'ended') return 'running';
  if (session.how === 'discarded') return 'discarded';
  return session.how === 'saved' ? 'ended early' : 'complete';
}
