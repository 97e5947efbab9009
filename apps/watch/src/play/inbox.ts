import type { Marks } from '../journal/journal.js';

/** What the cue service did while no page lived. It has its own key: the page alone writes the journal. */
export type InboxNote = { at: number; kind: string };

const KEY = 'inbox.cue';
const MOST = 40;

const readNotes = (marks: Marks): InboxNote[] => {
  const value = marks.read(KEY);
  return Array.isArray(value) ? (value as InboxNote[]) : [];
};

export function noteInInbox(marks: Marks, note: InboxNote): void {
  marks.write(KEY, [...readNotes(marks), note].slice(-MOST));
}

/** Hands over what lies there and empties it; a second call finds nothing. */
export function emptyInbox(marks: Marks): InboxNote[] {
  const notes = readNotes(marks);
  if (notes.length > 0) marks.write(KEY, []);
  return notes;
}
