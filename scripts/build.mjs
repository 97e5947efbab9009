import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { bin, root, run } from './run.mjs';
import { stop, timed } from './say.mjs';
import { isFresh, markFresh } from './stamp.mjs';

const CORE = ['libs/routine-core/src', 'libs/routine-core/package.json', 'examples/routines'];
const RUNTIME = [
  'libs/zepp-runtime/src',
  'libs/zepp-runtime/data',
  'libs/zepp-runtime/tools',
  'libs/zepp-runtime/package.json',
];
const COMMON = ['package-lock.json', 'tsconfig.json', 'scripts/build.mjs'];

const coreDoors = () =>
  readdirSync(path.join(root, 'libs/routine-core/src'), { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() && existsSync(path.join(root, 'libs/routine-core/src', entry.name, 'index.ts')),
    )
    .map((entry) => `libs/routine-core/src/${entry.name}/index.ts`);

const esbuildCore = () => [
  bin('esbuild'),
  [
    'libs/routine-core/src/index.ts',
    ...coreDoors(),
    '--bundle',
    '--splitting',
    '--format=esm',
    '--platform=neutral',
    '--main-fields=module,main',
    '--packages=external',
    '--target=es2019',
    '--outdir=libs/routine-core/dist',
    '--outbase=libs/routine-core/src',
    '--log-level=warning',
  ],
];

/** Every thing that is built, in order: what it is made of, what it leaves behind, how. */
const steps = [
  { name: 'routine-core', inputs: CORE, outputs: ['libs/routine-core/dist/index.js'], command: esbuildCore },
  {
    name: 'watch program',
    inputs: [
      ...CORE,
      'apps/watch/src',
      'apps/watch/tools',
      'apps/watch/data',
      'apps/watch/app.json',
      'apps/watch/budget.json',
      'apps/watch/package.json',
    ],
    outputs: ['apps/watch/dist/plumbline.zab'],
    command: () => [bin('tsx'), ['apps/watch/tools/build.ts']],
  },
  {
    name: 'dashboard',
    inputs: [...CORE, ...RUNTIME, 'apps/dashboard'],
    outputs: ['apps/dashboard/dist/index.html'],
    command: () => [bin('vite'), ['build', 'apps/dashboard', '--logLevel=warn']],
  },
  {
    name: 'server',
    inputs: [...CORE, 'apps/server/src', 'apps/server/tsconfig.json', 'nest-cli.json'],
    outputs: ['dist/apps/server/src/main.js'],
    command: () => [bin('nest'), ['build', 'server']],
  },
];

/** Builds what is stale and says so; fresh things are passed over in silence. With names, only those. */
export async function ensureBuilt(names = []) {
  for (const step of steps) {
    if (names.length > 0 && !names.includes(step.name)) continue;
    const inputs = [...COMMON, ...step.inputs];
    if (isFresh(`build-${step.name}`, inputs, step.outputs)) continue;
    const [command, args] = step.command();
    const code = await timed(`Building the ${step.name}`, () => run(command, args, { quiet: true }));
    if (code !== 0) stop(`The ${step.name} did not build; the reason is above.`);
    markFresh(`build-${step.name}`, inputs);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ensureInstalled();
  await ensureBuilt(process.argv.slice(2));
}
