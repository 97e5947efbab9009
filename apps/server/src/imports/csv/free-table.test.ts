import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Found } from '../read/found.js';
import { readHistory } from '../read/read-history.js';
import type { ReadOptions } from './read-table.js';

const NOW = Date.UTC(2026, 10, 16, 8, 0, 0);
const BERLIN = { zone: 'Europe/Berlin' } as const;

const read = (text: string | Buffer, options: ReadOptions = BERLIN) =>
  readHistory(Buffer.from(text as string), options, NOW);
async function historyOf(text: string | Buffer, options: ReadOptions = BERLIN) {
  const answer = await read(text, options);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.history;
}
const remarksOf = async (text: string | Buffer, options?: ReadOptions) =>
  (await historyOf(text, options)).remarks.list.map(({ line, code }) => `${line} ${code}`);
const problemOf = async (text: string | Buffer) => {
  const answer = await read(text);
  if (answer.ok) return 'taken';
  const [{ code, path } = { code: '' }] = answer.problems;
  return `${code} ${path ?? ''}`.trim();
};
const iso = (at: number) => new Date(at).toISOString().replace(':00.000Z', 'Z');
const shape = ({ startedAt, endedAt, zone, sets }: Found) =>
  [
    iso(startedAt),
    `${(endedAt - startedAt) / 60_000} min`,
    `zone ${zone}`,
    ...sets.map(({ movement, side = '', unit, done }) => `${movement}${side && ` ${side}`} ${done} ${unit}`),
  ].join(', ');

describe('a table of anybody’s', () => {
  test.each<[string, string, string[]]>([
    ['dates and minutes', 'date,minutes\n2025-10-16,20', ['2025-10-16T10:00Z, 20 min, zone 120']],
    [
      'German heads, semicolons and decimal commas',
      'Datum;Uhrzeit;Dauer (Min.)\n16.10.2025;18:30;12,5\n',
      ['2025-10-16T16:30Z, 12.5 min, zone 120'],
    ],
    ['tabs', 'Day\tLength\n2025-01-16 07:15\t0:20\n', ['2025-01-16T06:15Z, 20 min, zone 60']],
    [
      'a start and an end',
      'start,end\n2025-01-16T07:15,2025-01-16T07:45',
      ['2025-01-16T06:15Z, 30 min, zone 60'],
    ],
    [
      'an end that is only a time',
      'date,time,end\n2025-01-16,7:15 am,7:45 AM',
      ['2025-01-16T06:15Z, 30 min, zone 60'],
    ],
    [
      'offsets of their own',
      'start,minutes\n2025-01-16T07:15:00-03:30,5\n2025-01-17T07:15Z,5',
      ['2025-01-16T10:45Z, 5 min, zone -210', '2025-01-17T07:15Z, 5 min, zone 0'],
    ],
    ['lengths in words', 'date,duration\n2025-01-16,1 h 5 min', ['2025-01-16T11:00Z, 65 min, zone 60']],
    [
      'months first, as one row shows',
      'date,minutes\n3/4/2025,10\n3/14/2025,10',
      ['2025-03-04T11:00Z, 10 min, zone 60', '2025-03-14T11:00Z, 10 min, zone 60'],
    ],
    [
      'exercises, whose rows of one start are one session',
      'date,time,exercise,sets,reps,seconds,minutes\n' +
        '2025-01-16,08:00,Glute bridge,2,10,,15\n2025-01-16,08:00,Side plank left,,,20,15\n' +
        '2025-01-16,08:00,Seitstütz rechts,1,,18,15\n2025-01-17,08:00,Cat-Cow,1,5,,3',
      [
        '2025-01-16T07:00Z, 15 min, zone 60, bridge 10 reps, bridge 10 reps, side left 20000 ms, side right 18000 ms',
        '2025-01-17T07:00Z, 3 min, zone 60, cat 5 reps',
      ],
    ],
    [
      'sets as people write them',
      'date,minutes,exercise,sets,reps\n2025-01-16,9,plank,3 x 30s,\n2025-01-17,9,row,,10/10/8\n2025-01-18,9,row,2x12,',
      [
        '2025-01-16T11:00Z, 9 min, zone 60, plank 30000 ms, plank 30000 ms, plank 30000 ms',
        '2025-01-17T11:00Z, 9 min, zone 60, row 10 reps, row 10 reps, row 8 reps',
        '2025-01-18T11:00Z, 9 min, zone 60, row 12 reps, row 12 reps',
      ],
    ],
    [
      'several sessions of a day without times, which follow each other',
      'date,minutes\n2025-01-16,20\n2025-01-16,10',
      ['2025-01-16T11:00Z, 20 min, zone 60', '2025-01-16T11:20Z, 10 min, zone 60'],
    ],
    [
      'different lengths on the rows of a session, which add up',
      'date,exercise,minutes,sets\n2025-01-16,row,5,2\n2025-01-16,cat,7,1',
      ['2025-01-16T11:00Z, 12 min, zone 60, row 0 reps, row 0 reps, cat 0 reps'],
    ],
  ])('with %s is read', async (_name, text, wanted) => {
    expect((await historyOf(text)).sessions.map(shape)).toEqual(wanted);
  });

  test.each<[string, (text: string) => Buffer]>([
    ['UTF-8 with a mark', (text) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 with a mark', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 the other way round', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', (text) => Buffer.from(text, 'utf16le')],
    ['western Windows', (text) => Buffer.from(text, 'latin1')],
    ['UTF-8', (text) => Buffer.from(text)],
  ])('in %s says the same', async (_name, write) => {
    const text = 'Datum;Übung;Wdh;Dauer\r\n16.01.2025;Brücke;10;5\r\n';
    const { sessions, columns } = await historyOf(write(text));
    expect(sessions.map(shape)).toEqual(['2025-01-16T11:00Z, 5 min, zone 60, bridge 10 reps']);
    expect(columns.map(({ field }) => field)).toEqual(['date', 'exercise', 'reps', 'duration']);
  });

  test.each<[string, string, string[]]>([
    ['no date', 'date,minutes\nsoon,20\n2025-01-16,1', ['2 no-date']],
    ['a day no calendar has', 'start,minutes\n2025-02-30 08:00,20', ['2 no-date']],
    ['an hour no clock has', 'start,minutes\n2025-02-03 25:00,20', ['2 no-date']],
    ['a negative length', 'start,minutes\n2025-01-16 08:00,-5', ['2 ends-before-start']],
    ['an end before its start', 'start,end\n2025-01-16 08:00,2025-01-16 07:00', ['2 ends-before-start']],
    ['more than a day', 'start,minutes\n2025-01-16 08:00,1441', ['2 too-long']],
    ['a time to come', 'start,minutes\n2026-11-16 12:00,10', ['2 in-the-future']],
    ['a day before 1970', 'start,minutes\n1969-11-16 12:00,10', ['2 too-early']],
    ['nothing but a day', 'start,minutes\n2025-01-16 08:00,', ['2 nothing-told']],
    [
      'a length nobody can read',
      'start,minutes\n2025-01-16 08:00,a while',
      ['2 length-unreadable', '2 nothing-told'],
    ],
    [
      'sets nobody can read',
      'start,minutes,exercise,sets\n2025-01-16 08:00,9,row,many',
      ['2 sets-unreadable'],
    ],
    ['too many sets', 'start,minutes,exercise,sets\n2025-01-16 08:00,9,row,51', ['2 sets-unreadable']],
    ['an effort beyond ten', 'start,minutes,effort\n2025-01-16 08:00,9,11', ['2 effort-unreadable']],
    ['dates that could be either', 'start,minutes\n3/4/2025 08:00,9', ['1 dates-unclear']],
    ['a day without a time', 'date,minutes\n2025-01-16,9', ['2 no-time']],
    ['no column that holds a day', 'minutes,mood\n9,fine', ['1 no-date-column']],
    [
      'sets longer than their session',
      'start,minutes,exercise,seconds\n2025-01-16 08:00,1,plank,90',
      ['2 made-longer'],
    ],
  ])('with %s says so with its line', async (_name, text, wanted) => {
    expect(
      (await remarksOf(text)).filter((remark) => !remark.endsWith('no-time') || wanted.includes(remark)),
    ).toEqual(wanted);
  });

  test.each<[string, string | Buffer, string]>([
    ['is empty', '', 'empty'],
    ['holds only spaces', '\n \n', 'taken'],
    ['has noughts in it', 'date,minutes\n2025-01-16,\u00009', 'not-text'],
    ['is a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-text'],
    ['is packed', Buffer.from('504b030414000000', 'hex'), 'packed'],
    ['is gzipped', Buffer.from('1f8b08000000', 'hex'), 'packed'],
    ['has a million columns', `date,minutes${',x'.repeat(1_000_000)}\n`, 'row-too-long lines.1'],
    ['has too many short columns', `date,minutes${',x'.repeat(300)}\n`, 'too-many-columns lines.1'],
    ['opens a quotation for ever', `date,minutes\n"${'x\n'.repeat(50_000)}`, 'row-too-long lines.2'],
    ['never closes a quotation', 'date,minutes\n2025-01-16,"9\n', 'quote-open lines.2'],
  ])('that %s is refused in words', async (_name, text, wanted) => {
    expect((await problemOf(text)).replace(/lines\.\d{3,}/, 'lines.2')).toBe(wanted);
  });

  test('takes a column and an exercise for what its person says', async () => {
    const text = 'When,Mood,What,Times\n2025-01-16 08:00,7,Kniebeuge,10\n2025-01-17 08:00,5,Steg,4\n';
    const first = await historyOf(text);
    expect(first.sessions).toEqual([]);
    const said = await historyOf(text, {
      ...BERLIN,
      columns: { When: 'start', Mood: 'effort', What: 'exercise', Times: 'reps' },
      movements: { Steg: 'bridge', Kniebeuge: null },
    });
    expect(said.sessions.map(shape)).toEqual(['2025-01-17T07:00Z, 0 min, zone 60, bridge 4 reps']);
    expect(said.sessions[0]?.efforts).toEqual({ imported: 5 });
    expect(said.remarks.strangers).toEqual([
      { name: 'Kniebeuge', sets: 1 },
      { name: 'Steg', sets: 1, movement: 'bridge' },
    ]);
  });

  test('knows hours that a change of clocks skipped or gave twice', async () => {
    const text = 'start,minutes\n2025-03-30 02:30,5\n2025-10-26 02:30,5\n2025-10-26 03:30,5';
    expect((await historyOf(text)).sessions.map(shape)).toEqual([
      '2025-03-30T01:30Z, 5 min, zone 120',
      '2025-10-26T00:30Z, 5 min, zone 120',
      '2025-10-26T02:30Z, 5 min, zone 60',
    ]);
  });

  test('without a zone is taken for UTC, and says so', async () => {
    expect(await remarksOf('start,minutes\n2025-01-16 08:00,5', {})).toEqual(['1 no-zone']);
  });

  test('never does more than refuse, whatever text it is', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '2025-01-16',
        '"',
        ';',
        '\n',
        '1e999',
        '__proto__',
        'NaN',
        '٣',
        '-0',
        '3x99999',
        '99:99',
      ),
    );
    const heads = fc.constantFrom(
      'date,minutes,exercise,sets,reps,seconds\n',
      'start;end;note\n',
      'session_id,',
    );
    await fc.assert(
      fc.asyncProperty(
        heads,
        fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }),
        async (head, rows) => {
          const answer = await read(head + rows.map((cells) => cells.join(',')).join('\n'));
          if (!answer.ok) expect(answer.problems[0]?.message).toMatch(/\w/);
          else
            for (const { startedAt, endedAt } of answer.history.sessions) {
              expect(Number.isSafeInteger(startedAt) && Number.isSafeInteger(endedAt)).toBe(true);
              expect(endedAt - startedAt).toBeGreaterThanOrEqual(0);
            }
        },
      ),
      { numRuns: 400 },
    );
  });
});
