import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const from = createRequire(import.meta.url);
const modules = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../node_modules');
const devices = fileURLToPath(new URL('../data/zepp-devices.json', import.meta.url));
const BUILD_MS = 180_000;

const SKIPPED = new Set(['node_modules', 'dist', '.git']);

/** Folders under `dir` whose `app.json` is one of a Zepp OS v3 program, in the order of their names. */
export function findPrograms(dir: string): string[] {
  if (isProgram(dir)) return [dir];
  const folders = readdirSync(dir, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !SKIPPED.has(entry.name) && !entry.name.startsWith('.'),
  );
  return folders
    .map(({ name }) => path.join(dir, name))
    .sort()
    .flatMap(findPrograms);
}

function isProgram(dir: string): boolean {
  const file = path.join(dir, 'app.json');
  return existsSync(file) && /"configVersion"\s*:\s*"v3"/.test(readFileSync(file, 'utf8'));
}

/** What kind of program its manifest says it is: `app`, `watchface` or another. */
export function kindOf(dir: string): string {
  return /"appType"\s*:\s*"([\w-]+)"/.exec(readFileSync(path.join(dir, 'app.json'), 'utf8'))?.[1] ?? 'app';
}

export type Built = { ok: true; file: string } | { ok: false; why: string };

/** Packs a copy of the program with the real packager, offline, in a home of its own; packages it imports are ours. */
export async function buildProgram(dir: string, work: string): Promise<Built> {
  const stage = path.join(work, 'program');
  const home = path.join(work, 'home');
  mkdirSync(path.join(home, '.zepp'), { recursive: true });
  cpSync(devices, path.join(home, '.zepp/.zeus_devices'));
  cpSync(dir, stage, { recursive: true, filter: (file) => !SKIPPED.has(path.basename(file)) });
  symlinkSync(modules, path.join(work, 'node_modules'));
  const said = await zpm(stage, home);
  const dist = path.join(stage, 'dist');
  const made = existsSync(dist) ? readdirSync(dist).find((name) => name.endsWith('.zab')) : undefined;
  return made === undefined ? { ok: false, why: faultIn(said) } : { ok: true, file: path.join(dist, made) };
}

const faultIn = (said: string): string => {
  const lines = said.split('\n').map((line) => line.trim());
  const line = lines.find((one) => /error/i.test(one)) ?? lines.filter(Boolean).at(-1) ?? 'zpm said nothing';
  return `zpm: ${line.slice(0, 160)}`;
};

function zpm(stage: string, home: string): Promise<string> {
  const bin = path.join(path.dirname(from.resolve('@zeppos/zpm/package.json')), 'bin/index.js');
  const env = { ...process.env, HOME: home, USERPROFILE: home };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bin, 'build', '-p', stage], {
      cwd: stage,
      env,
      timeout: BUILD_MS,
    });
    let said = '';
    const hear = (data: Buffer) => {
      said += data.toString();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('close', (code) =>
      resolve(code === null ? `${said}\nerror: no end within ${BUILD_MS / 1000} s` : said),
    );
  });
}
