/** The reference of what people decide: whole versions, each made on a named one, none twice. */
import { plainText, type Verdict } from './plain.js';

export type Place = { accountId: string; kind: string; id: string };
export type VersionRow = Place & { version: number; mark: string; body: unknown };

const keyOf = ({ accountId, kind, id }: Place, version: number) => `${accountId} ${kind}.${id} ${version}`;

export class DocumentsModel {
  /** What was sent, by the mark of the sending. */
  private readonly sent = new Map<string, { key: string; text: string }>();
  /** The mark of what the server said is on its disk, by place and version. */
  private readonly acked = new Map<string, string>();

  sending(place: Place, { basedOn, mark, body }: { basedOn: number; mark: string; body: unknown }): void {
    this.sent.set(mark, { key: keyOf(place, basedOn + 1), text: plainText(body) });
  }

  acknowledged(place: Place, version: number, mark: string): void {
    this.acked.set(keyOf(place, version), mark);
  }

  /** The server went back to a copy with these versions. What only it had is gone with it: nobody else can bring it back. */
  rolledBack(kept: readonly VersionRow[]): void {
    const marks = new Map(kept.map((row) => [keyOf(row, row.version), row.mark]));
    for (const [key, mark] of this.acked) if (marks.get(key) !== mark) this.acked.delete(key);
  }

  judge(rows: readonly VersionRow[]): Verdict {
    const stored = new Map(rows.map((row) => [keyOf(row, row.version), row]));
    const lost = [...this.acked].filter(([key, mark]) => stored.get(key)?.mark !== mark);
    const marks = rows.map(({ mark }) => mark);
    const duplicated = marks.filter((mark, index) => marks.indexOf(mark) !== index);
    return {
      lost: lost.map(([key, mark]) => `${key} was acknowledged as ${mark}`),
      duplicated: [...duplicated, ...(stored.size === rows.length ? [] : ['a version is stored twice'])],
      diverged: [...rows.flatMap((row) => this.differences(row)), ...holes(rows)],
    };
  }

  private differences(row: VersionRow): string[] {
    const sent = this.sent.get(row.mark);
    const key = keyOf(row, row.version);
    if (sent === undefined) return [`${key} was never sent`];
    if (sent.key !== key) return [`${row.mark} was sent as ${sent.key} and lies as ${key}`];
    return sent.text === plainText(row.body) ? [] : [`${key} reads otherwise than it was sent`];
  }
}

/** Versions count 1, 2, 3 … */
function holes(rows: readonly VersionRow[]): string[] {
  const highest = new Map<string, { count: number; most: number }>();
  for (const row of rows) {
    const key = keyOf(row, 0);
    const { count, most } = highest.get(key) ?? { count: 0, most: 0 };
    highest.set(key, { count: count + 1, most: Math.max(most, row.version) });
  }
  return [...highest].flatMap(([key, { count, most }]) =>
    count === most ? [] : [`${key} has ${count} versions up to ${most}`],
  );
}
