/** Which members the conformance tests name, read from their source with the TypeScript parser. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { membersNamed } from '../conformance/platform-names.js';

const folder = fileURLToPath(new URL('../conformance/', import.meta.url));

function literals(node: ts.Expression | undefined, where: string): string[] {
  if (node !== undefined && ts.isStringLiteralLike(node)) return [node.text];
  if (node !== undefined && ts.isArrayLiteralExpression(node)) {
    return node.elements.flatMap((element) => literals(element, where));
  }
  throw new Error(`${where}: the names that observes() is given must be literals`);
}

function namesIn(file: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(`${folder}${file}`, 'utf8'),
    ts.ScriptTarget.ES2022,
    true,
  );
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'observes') {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      names.push(...literals(node.arguments[0], `${file}:${line + 1}`));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return names;
}

/** Every member that some test observes. */
export function observedMembers(): Set<string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  return new Set(files.sort().flatMap(namesIn).flatMap(membersNamed));
}
