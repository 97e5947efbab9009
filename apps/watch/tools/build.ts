/** `npm run build:watch`: TypeScript → one module per entry → zpm → `dist/plumbline.zab`. Offline. `--force` builds anew. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Bundle, bundleEntry } from './bundle.js';
import { engineCompiler, forbiddenIn, foreignInputs, refusedByEngine } from './check-bundle.js';
import { inputsDigest, isFresh, markFresh } from './fresh.js';
import { drawIcons } from './icon.js';
import { entriesOf, type Manifest, readManifest } from './manifest.js';
import { clearStage, packStage, scriptsIn, writeDeviceList } from './pack.js';
import { dist, packagePath, stage, watchRoot } from './places.js';
import { overBudget, printSizes, type Sizes, sizesOf } from './sizes.js';

const say = (text: string) => process.stdout.write(`${text}\n`);

function stopOn(title: string, problems: string[]) {
  if (problems.length === 0) return;
  throw new Error([title, ...problems.map((problem) => `  ${problem}`)].join('\n'));
}

async function stageProgram(manifest: Manifest): Promise<Bundle[]> {
  clearStage();
  const bundles = await Promise.all(entriesOf(manifest).map(bundleEntry));
  copyFileSync(path.join(watchRoot, 'app.json'), path.join(stage, 'app.json'));
  const folders = Object.entries(manifest.targets).flatMap(([name, target]) =>
    target.platforms.map((platform) => `${name}.${platform.st}`),
  );
  await drawIcons(folders);
  return bundles;
}

function checkInputs(bundles: Bundle[]) {
  stopOn(
    'These files have no place in the watch program:',
    bundles.flatMap((bundle) => foreignInputs(bundle).map((file) => `${bundle.name} takes in ${file}`)),
  );
}

/** The packed bytes are checked, not what went in: zpm rewrites the code. */
function checkScripts(scripts: Record<string, string>) {
  const device = Object.entries(scripts).filter(([name]) => name.startsWith('device.zip/'));
  stopOn(
    'The watch has no such thing:',
    device.flatMap(([name, code]) => forbiddenIn(code).map((found) => `${name} uses ${found}`)),
  );
  if (engineCompiler() === undefined)
    say(`  zpm ships no qjsc for ${process.platform}-${process.arch}: not checked`);
  stopOn(
    "The watch's engine refuses:",
    device.flatMap(([name, code]) => {
      const words = refusedByEngine(path.basename(name), code);
      return words === undefined ? [] : [`${name}: ${words}`];
    }),
  );
}

function checkSizes(sizes: Sizes) {
  const budget = JSON.parse(readFileSync(path.join(watchRoot, 'budget.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  writeFileSync(path.join(dist, 'sizes.json'), `${JSON.stringify(sizes, undefined, 2)}\n`);
  say(printSizes(sizes));
  stopOn('Over budget:', overBudget(sizes, budget));
}

async function buildPackage() {
  const manifest = readManifest();
  const models = writeDeviceList(manifest.runtime.apiVersion.minVersion);
  const bundles = await stageProgram(manifest);
  checkInputs(bundles);
  packStage();
  const zab = readFileSync(packagePath);
  const scripts = scriptsIn(zab);
  checkScripts(scripts);
  checkSizes(sizesOf(scripts));
  say(`  ${models.length} models, package ${zab.length} bytes: ${path.relative(process.cwd(), packagePath)}`);
}

async function main() {
  const digest = inputsDigest();
  if (isFresh(digest) && !process.argv.includes('--force')) {
    say(printSizes(JSON.parse(readFileSync(path.join(dist, 'sizes.json'), 'utf8')) as Sizes));
    say('  unchanged since the last build (--force builds anew)');
    return;
  }
  await buildPackage();
  markFresh(digest);
}

main().catch((fault: unknown) => {
  process.stderr.write(
    `\nThe watch program did not build.\n${fault instanceof Error ? fault.message : String(fault)}\n`,
  );
  process.exitCode = 1;
});
