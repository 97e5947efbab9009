import type { ReadOptions } from '../csv/read-table.js';
import { FileProblem } from '../read/file-problem.js';
import type { Found, Remarks } from '../read/found.js';

export async function readActivity(_b: Buffer, _o: ReadOptions, _r: Remarks): Promise<Found[]> {
  throw new FileProblem('fit-later', 'FIT files are not taken yet.');
}
