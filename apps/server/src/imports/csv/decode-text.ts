import { FileProblem } from '../read/file-problem.js';
import type { Remarks } from '../read/found.js';

const PEEK = 4_096;

/** Which of the two bytes of each pair is nought in plain text without a mark. */
function unmarkedUtf16(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const peek = bytes.subarray(0, PEEK);
  const noughts = [0, 0];
  for (const [index, byte] of peek.entries())
    if (byte === 0) noughts[index % 2] = (noughts[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = noughts;
  const many = peek.length / 4;
  if (odd > many && even < many / 10) return 'utf-16le';
  return even > many && odd < many / 10 ? 'utf-16be' : undefined;
}

function markedEncoding(bytes: Buffer): string | undefined {
  const [one, two, three] = bytes;
  if (one === 0xef && two === 0xbb && three === 0xbf) return 'utf-8';
  if (one === 0xff && two === 0xfe) return 'utf-16le';
  return one === 0xfe && two === 0xff ? 'utf-16be' : undefined;
}

function utf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whatever a spreadsheet saves as text: UTF-8, UTF-16, or, where it is neither, the signs of western Windows. */
export function decodeText(bytes: Buffer, remarks: Remarks): string {
  const encoding = markedEncoding(bytes) ?? unmarkedUtf16(bytes);
  const text =
    encoding !== undefined && encoding !== 'utf-8'
      ? new TextDecoder(encoding).decode(bytes)
      : (utf8(bytes) ?? westernText(bytes, remarks));
  if (text.includes('\0'))
    throw new FileProblem('not-text', 'This is neither a table of text nor a FIT activity.');
  return text;
}

function westernText(bytes: Buffer, remarks: Remarks): string {
  remarks.add(1, 'not-utf8', 'is not UTF-8; the file was read as western Windows text');
  return new TextDecoder('windows-1252').decode(bytes);
}
