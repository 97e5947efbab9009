/** Writes examples/routines/*.json into the library, so that a watch without a file system still has them. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseRoutine } from '@plumbline/routine-core/parse';
import type { Routine } from '@plumbline/routine-core/routine';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = path.join(root, 'examples/routines');
const target = path.join(root, 'libs/routine-core/src/bundled/bundled-routines.ts');
/** The order of the watch's list: the main routine first, then its gentle form, then the small ones. */
const ORDER = ['back-posture', 'first-week'];
const rank = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

const names = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''))
  .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));

function routineOf(name: string): Routine {
  const parsed = parseRoutine(JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')));
  if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.problems)}`);
  return parsed.value;
}

const text = `/** Generated from examples/routines by scripts/bundle-routines.ts; a test holds the two together. */
import type { Routine } from '../routine/index.js';

export const bundledRoutines: readonly Routine[] = ${JSON.stringify(names.map(routineOf), null, 2)};
`;
writeFileSync(target, text);
process.stdout.write(`${names.length} routines bundled\n`);
