/** Writes `src/wire/members.ts`: what `@zeppos/device-types` says each `@zos/*` module has. Run: tsx scripts/build-members.ts */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ts from 'typescript';

type Member = { functions: string[]; numbers: string[]; texts: string[]; classes: Record<string, string[]> };

const from = createRequire(import.meta.url);
const source = from.resolve('@zeppos/device-types/package.json').replace('package.json', 'dist/index.d.ts');

const add = (list: string[], name: string) => void (list.includes(name) || list.push(name));

function readStatement(member: Member, node: ts.Statement) {
  if (ts.isFunctionDeclaration(node) && node.name) add(member.functions, node.name.text);
  if (ts.isClassDeclaration(node) && node.name) {
    const methods = node.members.filter(ts.isMethodDeclaration).map((m) => m.name.getText());
    member.classes[node.name.text] = [...new Set(methods)];
  }
  if (!ts.isVariableStatement(node)) return;
  for (const declared of node.declarationList.declarations) {
    if (declared.type?.kind === ts.SyntaxKind.NumberKeyword) add(member.numbers, declared.name.getText());
    if (declared.type?.kind === ts.SyntaxKind.StringKeyword) add(member.texts, declared.name.getText());
  }
}

export function readMembers(): Record<string, Member> {
  const file = ts.createSourceFile(source, readFileSync(source, 'utf8'), ts.ScriptTarget.ES2022, true);
  const modules: Record<string, Member> = {};
  for (const node of file.statements) {
    if (!ts.isModuleDeclaration(node) || !ts.isStringLiteral(node.name)) continue;
    if (!node.name.text.startsWith('@zos/') || !node.body || !ts.isModuleBlock(node.body)) continue;
    const member = { functions: [], numbers: [], texts: [], classes: {} };
    modules[node.name.text] = member;
    for (const inner of node.body.statements) readStatement(member, inner);
  }
  return modules;
}

export function membersFile(): string {
  const rows = Object.entries(readMembers()).map(([name, member]) => {
    const classes = Object.entries(member.classes).map(
      ([c, methods]) => `      ${c}: '${methods.join(' ')}',`,
    );
    const words = (list: string[]) => `'${list.join(' ')}'`;
    return `  '${name}': {
    functions: ${words(member.functions)},
    numbers: ${words(member.numbers)},
    texts: ${words(member.texts)},
    classes: {${classes.length > 0 ? `\n${classes.join('\n')}\n    ` : ''}},
  },`;
  });
  return `/** Made by scripts/build-members.ts from @zeppos/device-types 4.0.0: names only, separated by spaces. */
export type Members = {
  functions: string;
  numbers: string;
  texts: string;
  classes: Record<string, string>;
};

// biome-ignore format: one line per list
export const members: Record<string, Members> = {
${rows.join('\n')}
};
`;
}

if (process.argv[1]?.endsWith('build-members.ts')) {
  writeFileSync(new URL('../src/wire/members.ts', import.meta.url), membersFile());
}
