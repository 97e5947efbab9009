import {
  type Answer,
  endHistory,
  endReader,
  type HistoryLink,
  type Party,
  withdrawHistoryLink,
} from '../../api/index.js';

/** What ends something, what is said then, and what is asked before where it cannot simply be done again. */
export type Ending = {
  end: () => Promise<Answer<object>>;
  said: string;
  question?: { title: string; sentence: string; yes: string };
};

export const readerEnds = ({ id, name }: Party): Ending => ({
  end: () => endReader(id),
  said: `${name} can no longer read your history.`,
  question: {
    title: `Share no longer with ${name}?`,
    sentence: 'It ends at once. What was read or printed before cannot be taken back.',
    yes: 'End it',
  },
});

export const historyEnds = ({ id, name }: Party): Ending => ({
  end: () => endHistory(id),
  said: `You can no longer read ${name}’s history.`,
  question: {
    title: `Stop reading ${name}’s history?`,
    sentence: `To read it again you need a new link from ${name}.`,
    yes: 'Stop',
  },
});

export const linkEnds = ({ id, note }: HistoryLink): Ending => ({
  end: () => withdrawHistoryLink(id),
  said: `The link for ${note} no longer opens anything.`,
});
