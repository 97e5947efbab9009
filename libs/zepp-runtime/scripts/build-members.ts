/**
 * Writes what `@zeppos/device-types` declares: `src/wire/members.ts` for both sides of the bridge, `src/core/platform-list.ts`
 * with every member and its API level for the host. Run: tsx scripts/build-members.ts
 */
import { writeFileSync } from 'node:fs';
import { type Declared, readDeclarations } from './declarations.js';

const namesOf = (list: Declared[], kind: Declared['kind']) =>
  list.filter((one) => one.kind === kind).map(({ name }) => name);
const words = (list: string[]) => `'${list.join(' ')}'`;

function classRows(list: Declared[]): string[] {
  return namesOf(list, 'class').map((owner) => {
    const methods = namesOf(list, 'method').filter((name) => name.startsWith(`${owner}.`));
    return `      ${owner}: ${words(methods.map((name) => name.slice(owner.length + 1)))},`;
  });
}

function memberRow([module, list]: [string, Declared[]]): string {
  const ui = module === '@zos/ui';
  const classes = ui ? [] : classRows(list);
  return `  '${module}': {
    functions: ${words(ui ? [] : namesOf(list, 'function'))},
    numbers: ${words(ui ? [] : namesOf(list, 'number'))},
    texts: ${words(namesOf(list, 'text'))},
    classes: {${classes.length > 0 ? `\n${classes.join('\n')}\n    ` : ''}},
  },`;
}

export function membersFile(): string {
  return `/** Made by scripts/build-members.ts from @zeppos/device-types 4.0.0: names only, separated by spaces. */
export type Members = {
  functions: string;
  numbers: string;
  texts: string;
  classes: Record<string, string>;
};

// biome-ignore format: one line per list
export const members: Record<string, Members> = {
${[...readDeclarations()].map(memberRow).join('\n')}
};
`;
}

function levelRows([module, list]: [string, Declared[]]): string {
  const levels = [...new Set(list.map(({ level }) => level))].sort();
  const rows = levels.map((level) => {
    const names = list.filter((one) => one.level === level).map(({ name }) => name);
    return `    '${level}': ${words(names)},`;
  });
  return `  '${module}': {${rows.length > 0 ? `\n${rows.join('\n')}\n  ` : ''}},`;
}

export function platformFile(): string {
  return `/** Made by scripts/build-members.ts from @zeppos/device-types 4.0.0: every declared member by the API level it came with. */
// biome-ignore format: one line per level
export const platform: Record<string, Record<string, string>> = {
${[...readDeclarations()].map(levelRows).join('\n')}
};
`;
}

if (process.argv[1]?.endsWith('build-members.ts')) {
  writeFileSync(new URL('../src/wire/members.ts', import.meta.url), membersFile());
  writeFileSync(new URL('../src/core/platform-list.ts', import.meta.url), platformFile());
}
