/** Asks a running watch of the newest level which members are there and which say `NotModelled`. */
import { tinyProgram } from '../fixtures/tiny-program.js';
import { createWatch } from '../src/node/index.js';
import type { Declared } from './declarations.js';

const NEWEST = 'balance_3';

/** Runs as a page's `build`: tries every member, with no arguments, and writes the names of those that are missing. */
const TRIAL = `
  const kinds = { Widget: 'TEXT', TEXT: 'TEXT', CANVAS: 'CANVAS', GROUP_VIEW: 'GROUP_VIEW', BUTTON_GROUP: 'BUTTON_GROUP' };
  const ui = __$$R$$__('@zos/ui');
  const box = { x: 0, y: 0, w: 100, h: 100 };
  const held = {};
  const handed = (name) => {
    if (name === 'Inspector') return ui.openInspector();
    if (name === 'Dialog') return ui.createDialog({ title: '' });
    return ui.createWidget(ui.widget[kinds[name]], box);
  };
  const holder = (module, [owner, ...rest]) => {
    if (rest.length === 0) return module;
    const special = module === ui && (owner in kinds || owner === 'Inspector' || owner === 'Dialog');
    if (special) return (held[owner] = held[owner] || handed(owner));
    if (typeof module[owner] === 'function') return new module[owner]();
    return rest.slice(0, -1).reduce((found, part) => found && found[part], module[owner]);
  };
  const isMissing = ([name, path, kind]) => {
    const module = __$$R$$__(name);
    if (module === undefined) return true;
    const parts = path.split('.');
    const owner = holder(module, parts);
    const key = parts[parts.length - 1];
    if (owner === undefined || !(key in owner)) return true;
    if (typeof owner[key] === 'function' && kind !== 'class') owner[key]();
    if (path.startsWith('widget.')) ui.createWidget(owner[key], box);
    return false;
  };
  const missing = LIST.filter((one) => {
    try { return isMissing(one); } catch (fault) { return fault.name === 'NotModelled'; }
  });
  for (const [name, path] of missing) console.log('MISSING ' + name + '.' + path);
  console.log('PROBED');
`;

/** These may end the page that calls them; each is tried on a watch of its own. */
const LEAVES = /^(@zos\/router\..*|@zos\/app-service\.exit|@zos\/ui\.keyboard\.gotoSettings)$/;

async function tried(declared: readonly Declared[]): Promise<string[]> {
  const list = JSON.stringify(declared.map(({ module, name, kind }) => [module, name, kind]));
  const page = `build() { const LIST = ${list}; ${TRIAL} }`;
  const watch = await createWatch({
    package: tinyProgram({ page }),
    device: NEWEST,
  });
  watch.launch();
  await watch.settled();
  watch.close();
  return watch.logs.map(({ text }) => text);
}

/** Members that only the reference knows, by whether a program finds them. */
export async function foundMembers(names: readonly [module: string, member: string][]): Promise<boolean[]> {
  const page = `build() { for (const [name, member] of ${JSON.stringify(names)}) {
    let found = false;
    try {
      const module = __$$R$$__(name);
      const from = typeof module === 'function' ? new module() : module;
      found = from[member] !== undefined;
      if (typeof from[member] === 'function') new from[member]();
    } catch (fault) {
      if (fault.name === 'NotModelled') found = false;
    }
    console.log('FOUND ' + found);
  } }`;
  const watch = await createWatch({ package: tinyProgram({ page }), device: NEWEST });
  watch.launch();
  await watch.settled();
  watch.close();
  return watch.logs.flatMap(({ text }) => (text.startsWith('FOUND ') ? [text === 'FOUND true'] : []));
}

/** Names of the declared members that a program cannot use. */
export async function missingMembers(declared: readonly Declared[]): Promise<Set<string>> {
  const leaves = ({ module, name }: Declared) => LEAVES.test(`${module}.${name}`);
  const said = await tried(declared.filter((one) => !leaves(one)));
  if (!said.includes('PROBED')) throw new Error(`probing ended early: ${said.slice(-9).join('; ')}`);
  for (const one of declared.filter(leaves)) said.push(...(await tried([one])));
  return new Set(said.filter((text) => text.startsWith('MISSING ')).map((text) => text.slice(8)));
}
