/** What `@zeppos/device-types` declares, read with the TypeScript parser: every member by name, with its API level. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ts from 'typescript';
import type { Declared, Kind } from './declared.js';
import { readUi } from './ui-declarations.js';

export type { Declared } from './declared.js';

/** The first level with `@zos/*` modules; what has no tag of its own is that old. */
export const FIRST_LEVEL = '2.0';

const from = createRequire(import.meta.url);
const source = from.resolve('@zeppos/device-types/package.json').replace('package.json', 'dist/index.d.ts');

const tagOf = (node: ts.Node, tag: RegExp): string | undefined =>
  tag.exec(node.getFullText().slice(0, node.getStart() - node.getFullStart()))?.[1];

/** The `@version` tag in the comment before a node, or `otherwise`. */
export const levelOf = (node: ts.Node, otherwise: string): string =>
  tagOf(node, /@version\s+(\d+\.\d+)/) ?? otherwise;

function permissionOf(node: ts.Node): { permission?: string } {
  const permission = tagOf(node, /@permissionCode\s+(\S+)/);
  return permission === undefined ? {} : { permission };
}

type Module = { module: string; level: string };

function readClass(node: ts.ClassDeclaration, { module, level }: Module): Declared[] {
  const owner = node.name?.text ?? '';
  const own = levelOf(node, level);
  const methods = node.members
    .filter(ts.isMethodDeclaration)
    .map((method) => ({ name: `${owner}.${method.name.getText()}`, level: levelOf(method, own) }));
  return [
    { module, name: owner, kind: 'class', level: own, ...permissionOf(node) },
    ...methods.map((method) => ({ module, kind: 'method' as const, ...method })),
  ];
}

const KINDS = new Map<ts.SyntaxKind | undefined, Kind>([
  [ts.SyntaxKind.NumberKeyword, 'number'],
  [ts.SyntaxKind.StringKeyword, 'text'],
]);

function readStatement(node: ts.Statement, given: Module): Declared[] {
  const { module } = given;
  const level = levelOf(node, given.level);
  if (ts.isFunctionDeclaration(node) && node.name) {
    return [{ module, name: node.name.text, kind: 'function', level, ...permissionOf(node) }];
  }
  if (ts.isClassDeclaration(node)) return readClass(node, given);
  if (!ts.isVariableStatement(node)) return [];
  return node.declarationList.declarations.map((one) => ({
    module,
    name: one.name.getText(),
    kind: KINDS.get(one.type?.kind) ?? 'object',
    level,
  }));
}

/** Overloads and lowercase twins are one member: the first declaration counts. */
function once(list: Declared[]): Declared[] {
  const seen = new Set<string>();
  return list.filter(({ name }) => !seen.has(name) && seen.add(name));
}

function readModule(node: ts.ModuleDeclaration): Declared[] {
  const module = node.name.text;
  if (module === '@zos/ui') return once(readUi(node));
  const body = node.body !== undefined && ts.isModuleBlock(node.body) ? node.body.statements : [];
  const given = { module, level: levelOf(node, FIRST_LEVEL) };
  return once(body.flatMap((inner) => readStatement(inner, given)));
}

let kept: Map<string, Declared[]> | undefined;

/** All `@zos/*` modules in the order of the declarations. */
export function readDeclarations(): Map<string, Declared[]> {
  if (kept !== undefined) return kept;
  const file = ts.createSourceFile(source, readFileSync(source, 'utf8'), ts.ScriptTarget.ES2022, true);
  const modules = file.statements.filter(
    (node): node is ts.ModuleDeclaration =>
      ts.isModuleDeclaration(node) && ts.isStringLiteral(node.name) && node.name.text.startsWith('@zos/'),
  );
  kept = new Map(modules.map((node) => [node.name.text, readModule(node)]));
  return kept;
}
