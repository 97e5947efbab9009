/** routine-core's doors, opened the way each program opens them. Plain Node is proved beside the library itself. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, jest, test } from '@jest/globals';
import { build } from 'esbuild';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const manifest = JSON.parse(readFileSync(path.join(root, 'libs/routine-core/package.json'), 'utf8')) as {
  readonly exports: Readonly<Record<string, unknown>>;
};
const doors = Object.keys(manifest.exports).map((door) => `@plumbline/routine-core${door.slice(1)}`);
/** A function behind each door. */
const ONE_OF_EACH: Readonly<Record<string, string>> = {
  '@plumbline/routine-core': 'parseRoutine',
  '@plumbline/routine-core/adherence': 'planAgainstDone',
  '@plumbline/routine-core/bundled': 'findRoutine',
  '@plumbline/routine-core/correction': 'correctionsOf',
  '@plumbline/routine-core/cues': 'cuesBetween',
  '@plumbline/routine-core/debug': 'printTimeline',
  '@plumbline/routine-core/documents': 'weekAround',
  '@plumbline/routine-core/journal': 'canonicalJson',
  '@plumbline/routine-core/parse': 'parseRoutine',
  '@plumbline/routine-core/reminders': 'outcomesOf',
  '@plumbline/routine-core/result': 'refuse',
  '@plumbline/routine-core/routine': 'movementOf',
  '@plumbline/routine-core/session': 'applyEntry',
  '@plumbline/routine-core/timeline': 'compileTimeline',
  '@plumbline/routine-core/units': 'dayOf',
};

jest.setTimeout(60_000);

function runInNode(args: readonly string[], source: string): string {
  // By standard input: one argument may have 128 kB on Linux, and the core in one bundle has more.
  const ran = spawnSync(process.execPath, [...args, '--input-type=module', '-'], {
    cwd: root,
    encoding: 'utf8',
    input: source,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (ran.status !== 0) throw ran.error ?? new Error(ran.stderr);
  return ran.stdout.trim();
}

const kindsOf = (modules: string): string =>
  `console.log(JSON.stringify(${modules}.map(([module, name]) => typeof module[name])));`;
const allFunctions = JSON.stringify(doors.map(() => 'function'));
const pairs = JSON.stringify(doors.map((door) => [door, ONE_OF_EACH[door]]));

describe('every door of routine-core', () => {
  test('is known to this test', () => {
    expect(Object.keys(ONE_OF_EACH).sort()).toEqual([...doors].sort());
  });

  test.each(doors)('%s opens in Jest', async (door) => {
    const module = (await import(door)) as Record<string, unknown>;
    expect(typeof module[ONE_OF_EACH[door] as string]).toBe('function');
  });

  test('opens under the loader that runs the command line programs', () => {
    const source = `const opened = await Promise.all(${pairs}.map(async ([door, name]) => [await import(door), name]));
      ${kindsOf('opened')}`;
    expect(runInNode(['--import', 'tsx'], source)).toBe(allFunctions);
  });

  test('opens in a bundle made as the watch’s is, straight from the sources', async () => {
    const lines = doors.map((door, index) => `import * as m${index} from '${door}';`);
    const list = doors.map((door, index) => `[m${index}, '${ONE_OF_EACH[door]}']`).join(', ');
    const { outputFiles, metafile } = await build({
      stdin: {
        contents: `${lines.join('\n')}\n${kindsOf(`[${list}]`)}`,
        resolveDir: path.join(root, 'apps/watch/src'),
      },
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      target: 'es2019',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      absWorkingDir: root,
      tsconfig: path.join(root, 'tsconfig.json'),
    });
    const files = Object.keys(metafile.inputs);
    expect(files).toContain('libs/routine-core/src/session/look.ts');
    expect(files.filter((name) => name.startsWith('libs/routine-core/dist'))).toEqual([]);
    expect(runInNode([], outputFiles[0]?.text ?? '')).toBe(allFunctions);
  });

  test('opens in Vite with the dashboard’s own configuration', () => {
    const source = `import { createServer } from 'vite';
      const server = await createServer({ configFile: 'apps/dashboard/vite.config.ts', logLevel: 'error',
        server: { middlewareMode: true, hmr: false, ws: false, watch: null }, optimizeDeps: { noDiscovery: true, include: [] }, appType: 'custom' });
      const opened = [];
      for (const [door, name] of ${pairs}) opened.push([await server.ssrLoadModule(door), name]);
      const loaded = [...server.environments.ssr.moduleGraph.idToModuleMap.keys()];
      if (loaded.some((id) => id.includes('routine-core/dist'))) throw new Error('from dist');
      ${kindsOf('opened')}
      await server.close();`;
    expect(runInNode([], source)).toBe(allFunctions);
  });
});
