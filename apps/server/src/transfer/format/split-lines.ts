/** A line as bytes, without its line feed. `cut`: the file ends in it; `long`: it goes on beyond the limit. */
export type RawLine = { number: number; bytes: Buffer; fault?: 'cut' | 'long' };

const FEED = 10;

/** The lines of a stream of bytes, at most one of them and one chunk in memory. Ends at the first that is faulty. */
export async function* splitLines(chunks: AsyncIterable<Buffer>, lineBytes: number): AsyncGenerator<RawLine> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  for await (const chunk of chunks) {
    let begin = 0;
    for (let end = chunk.indexOf(FEED); end >= 0; end = chunk.indexOf(FEED, begin)) {
      const part = chunk.subarray(begin, end);
      const bytes = rest.length === 0 ? part : Buffer.concat([rest, part]);
      rest = Buffer.alloc(0);
      begin = end + 1;
      number += 1;
      if (bytes.length > lineBytes) return yield { number, bytes: Buffer.alloc(0), fault: 'long' };
      yield { number, bytes };
    }
    rest =
      rest.length === 0 ? Buffer.from(chunk.subarray(begin)) : Buffer.concat([rest, chunk.subarray(begin)]);
    if (rest.length > lineBytes) return yield { number: number + 1, bytes: Buffer.alloc(0), fault: 'long' };
  }
  if (rest.length > 0) yield { number: number + 1, bytes: rest, fault: 'cut' };
}
