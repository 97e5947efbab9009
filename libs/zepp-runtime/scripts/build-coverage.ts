/** Writes `docs/coverage.md`: what of the platform this runtime models, shown by tests. Run: tsx scripts/build-coverage.ts */
import { writeFileSync } from 'node:fs';
import { type Declared, readDeclarations } from './declarations.js';
import { DOCUMENTED } from './documented.js';
import { observedMembers } from './observed.js';
import { foundMembers, missingMembers } from './probe.js';

export type Row = Declared & { state: 'modelled' | 'inert' | 'missing' };

/** Modules whose members a program can observe: at least 95 % of them are to be modelled. */
const NAMED =
  `ui router page interaction display sensor alarm notification app app-service storage fs timer i18n settings
  device ble utils user`
    .split(/\s+/)
    .map((name) => `@zos/${name}`);

/** Of `@zos/ble` the messages between watch and phone are meant, not the central role (`mst…`). */
export const isNamed = ({ module, name }: Declared): boolean =>
  NAMED.includes(module) && !(module === '@zos/ble' && name.startsWith('mst'));

/** A class is its methods; it has no row of its own. */
const declaredMembers = (): Declared[] =>
  [...readDeclarations().values()].flat().filter(({ kind }) => kind !== 'class');

export async function coverageRows(): Promise<Row[]> {
  const declared = declaredMembers();
  const observed = observedMembers();
  const missing = await missingMembers(declared);
  return declared.map((one) => {
    const name = `${one.module}.${one.name}`;
    return { ...one, state: observed.has(name) ? 'modelled' : missing.has(name) ? 'missing' : 'inert' };
  });
}

const countOf = (rows: Row[], state: Row['state']) => rows.filter((row) => row.state === state).length;

export const share = (rows: Row[]): number =>
  rows.length === 0 ? 100 : Math.floor((countOf(rows, 'modelled') * 1_000) / rows.length) / 10;

function figures(name: string, rows: Row[]): string {
  const counts = (['modelled', 'inert', 'missing'] as const).map((state) => countOf(rows, state));
  return `| ${[name, rows.length, ...counts, `${share(rows).toFixed(1)} %`].join(' | ')} |`;
}

const tableRow = ({ module, name, state, level }: Row) => `| ${module} | ${name} | ${state} | ${level} |`;

const groupsOf = (rows: Row[]) => [...new Set(rows.map(({ module }) => module))];

/** The reference's own members: whether a program finds them. */
export async function furtherRows(): Promise<string[]> {
  const names = DOCUMENTED.flatMap(([module, level, members]) =>
    members.split(' ').map((member): [string, string, string] => [module, member, level]),
  );
  const found = await foundMembers(names.map(([module, member]) => [module, member]));
  return names.map(
    ([module, member, level], i) =>
      `| ${module} | ${member} | ${found[i] === true ? 'there' : 'missing'} | ${level} |`,
  );
}

export function coveragePage(rows: Row[], further: string[]): string {
  const named = rows.filter(isNamed);
  const each = groupsOf(rows).map((module) => {
    const own = rows.filter((row) => row.module === module);
    return figures(NAMED.includes(module) ? `**${module}**` : module, own);
  });
  return `# What of the platform the runtime models

Made by \`libs/zepp-runtime/scripts/build-coverage.ts\`; a test compares. The members are those that \`@zeppos/device-types\` 4.0.0
declares. **Modelled**: a test in \`libs/zepp-runtime/conformance\` names the member, uses it and observes an effect. **Inert**: it
answers, and no test shows an effect. **Missing**: it is undefined or throws \`NotModelled\`. The level is the API level a member
came with; on a watch below it the member is absent. Modules in bold are those whose effects a program can observe; of
\`@zos/ble\` the messages to the phone count among them, the central role (\`mst…\`) does not.

| module | members | modelled | inert | missing | modelled |
| --- | ---: | ---: | ---: | ---: | ---: |
${figures('**bold modules together**', named)}
${figures('everything', rows)}
${each.join('\n')}

## Members

| module | member | state | API level |
| --- | --- | --- | --- |
${rows.map(tableRow).join('\n')}

## Documented, and not declared

The reference has these, the declarations have not: they are counted nowhere above.

| module | member | state | API level |
| --- | --- | --- | --- |
${further.join('\n')}
`;
}

export const coverageFile = new URL('../../../docs/coverage.md', import.meta.url);

if (process.argv[1]?.endsWith('build-coverage.ts')) {
  writeFileSync(coverageFile, coveragePage(await coverageRows(), await furtherRows()));
}
