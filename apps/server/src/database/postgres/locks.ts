/** Advisory locks of one database. The first number is ours, drawn once; other programs on this database take others. */
export const LOCKS = {
  /** Held by the one transaction that writes. */
  write: '1886151021, 1',
  /** Held while the tables are brought up to this program. */
  upgrade: '1886151021, 2',
  /** Held by every running server: shared by those who hear each other, alone by one that does not. */
  company: '1886151021, 3',
} as const;
