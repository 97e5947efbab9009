/** What became of one push, in numbers: for those who count, never whose it was. */
export type PushReport = {
  answer: string;
  /** Entries with a usable number that the push held. */
  seen: number;
  stored: number;
  quarantined: number;
  gaps: number;
  forks: number;
  /** From taking the push to having told those who follow along; undefined when there was nothing to tell. */
  tellMs?: number | undefined;
};
