/**
 * `npm run zepp:corpus -- DIR`: builds every Zepp OS v3 program under DIR with the real packager, plays it on a round and a
 * square model and prints what came of it. Programs that `corpus/programs.json` knows are played by their script, all others
 * by a walk through whatever can be pressed.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildProgram, findPrograms, kindOf } from './corpus-build.js';
import type { Played } from './corpus-play.js';

const HELP = `Builds every Zepp OS v3 program under a folder and plays it without a watch.

  npm run zepp:corpus -- DIR [options]

  --only TEXT         programs whose folder contains this text
  --round DEVICE      round model (default trex_3_pro_48)
  --square DEVICE     square model (default bip_6)
  --screenshots OUT   a picture of each end, in this folder
  --limit-s N         seconds for one program on one model (default 60)
  --json              one JSON line a program and model instead of the table
  --help              this

Exit codes: 0 no fault of this runtime was met · 1 at least one was, or a script did not reach its end · 2 asked wrongly`;

const here = path.dirname(fileURLToPath(import.meta.url));
const corpus = path.join(here, '../corpus');
const tsx = path.join(
  path.dirname(createRequire(import.meta.url).resolve('tsx/package.json')),
  'dist/cli.mjs',
);

type Known = { folder: string; script: string };
type Row = { program: string; device: string; result: string; ours: boolean; played?: Played };

/** Scripts by the end of the program's folder, which is how its repository names it. */
const known = (): Known[] =>
  JSON.parse(readFileSync(path.join(corpus, 'programs.json'), 'utf8')).programs as Known[];

const scriptFor = (dir: string): string => {
  const found = known().find(({ folder }) => dir.split(path.sep).join('/').endsWith(folder));
  return found === undefined ? '' : path.join(corpus, found.script);
};

type Child = { out: string; err: string; code: number | null };

function run(args: readonly string[], limitMs: number): Promise<Child> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [tsx, ...args], { timeout: limitMs, killSignal: 'SIGKILL' });
    const said = { out: '', err: '' };
    child.stdout.on('data', (data: Buffer) => {
      said.out += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      said.err += data.toString();
    });
    child.on('close', (code) => resolve({ ...said, code }));
  });
}

type Play = {
  program: string;
  file: string;
  device: string;
  script: string;
  picture: string;
  limitMs: number;
};

async function playOn({ program, file, device, script, picture, limitMs }: Play): Promise<Row> {
  const { out, err, code } = await run(
    [path.join(here, 'corpus-play.ts'), file, device, script, picture],
    limitMs,
  );
  const row = (result: string, ours: boolean, played?: Played): Row => ({
    program,
    device,
    result,
    ours,
    ...(played ? { played } : {}),
  });
  if (code === null) return row(`no end within ${limitMs / 1000} s`, true);
  if (code !== 0)
    return row(
      `fault of the runtime: ${
        err
          .trim()
          .split('\n')
          .find((line) => /Error/.test(line)) ?? 'unknown'
      }`,
      true,
    );
  const played = JSON.parse(out.trim().split('\n').at(-1) ?? '') as Played;
  if (played.refused !== undefined) return row(`not for this model`, false, played);
  if (played.missed !== undefined)
    return row(`script stopped: ${played.missed.replace(/\s+/g, ' ').slice(0, 240)}`, true, played);
  const what =
    script === ''
      ? `walked, ${played.reached} texts on ${played.pages.length} pages`
      : `script, ${played.reached} named effects`;
  return row(played.opens ? what : 'opens without a picture', false, played);
}

function tell({ program, device, result, ours, played }: Row): void {
  console.log(`${ours ? '✗' : '✓'} ${program} · ${device}: ${result}`);
  if (played === undefined) return;
  if (played.refused !== undefined) console.log(`    ${played.refused}`);
  if (played.notModelled.length > 0) console.log(`    not modelled: ${played.notModelled.join(', ')}`);
  for (const fault of played.faults) console.log(`    the program's own fault: ${fault.slice(0, 160)}`);
}

type Options = {
  dir: string;
  only: string;
  devices: string[];
  pictures: string;
  limitMs: number;
  json: boolean;
};

async function tryProgram(dir: string, options: Options): Promise<Row[]> {
  const program = path.relative(options.dir, dir) || path.basename(dir);
  if (kindOf(dir) !== 'app')
    return [{ program, device: '–', result: `a ${kindOf(dir)}, which is no mini program`, ours: false }];
  const work = mkdtempSync(path.join(os.tmpdir(), 'zepp-corpus-'));
  try {
    const built = await buildProgram(dir, work);
    if (!built.ok) return [{ program, device: '–', result: `does not build: ${built.why}`, ours: false }];
    const rows: Row[] = [];
    for (const device of options.devices) {
      const name = `${program.replace(/[^\w.-]+/g, '-')}-${device}.png`;
      const picture = options.pictures === '' ? '' : path.join(options.pictures, name);
      rows.push(
        await playOn({
          program,
          file: built.file,
          device,
          script: scriptFor(dir),
          picture,
          limitMs: options.limitMs,
        }),
      );
    }
    return rows;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function readOptions(): Options | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string', default: '' },
      round: { type: 'string', default: 'trex_3_pro_48' },
      square: { type: 'string', default: 'bip_6' },
      screenshots: { type: 'string', default: '' },
      'limit-s': { type: 'string', default: '60' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const [dir] = positionals;
  if (values.help || dir === undefined || !existsSync(dir)) {
    console.log(
      values.help
        ? HELP
        : `${dir === undefined ? 'A folder is needed.' : `There is no folder ${dir}.`}\n\n${HELP}`,
    );
    process.exitCode = values.help ? 0 : 2;
    return undefined;
  }
  const devices = [values.round, values.square];
  const limitMs = Number(values['limit-s']) * 1000;
  return {
    dir: path.resolve(dir),
    only: values.only,
    devices,
    pictures: values.screenshots,
    limitMs,
    json: values.json,
  };
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options === undefined) return;
  if (options.pictures !== '') mkdirSync(options.pictures, { recursive: true });
  const programs = findPrograms(options.dir).filter((dir) => dir.includes(options.only));
  if (programs.length === 0) console.log(`There is no Zepp OS v3 program under ${options.dir}.`);
  let failed = 0;
  for (const dir of programs) {
    for (const row of await tryProgram(dir, options)) {
      if (options.json) console.log(JSON.stringify(row));
      else tell(row);
      if (row.ours) failed += 1;
    }
  }
  if (!options.json)
    console.log(`${programs.length} programs, ${failed} faults of the runtime or of a script`);
  if (failed > 0) process.exitCode = 1;
}

await main();
