/** What the Dockerfile, the systemd unit and docs/operating.md say, done for real as far as that goes without an engine. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../apps/server/src/operating/commands.js';
import { readSettings } from '../apps/server/src/settings/settings.js';
import { type ServerProcess, startServerProcess } from './stage/server-process.js';

const root = path.resolve(import.meta.dirname ?? process.cwd(), '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const dockerfile = read('Dockerfile');
const unit = read('deploy/plumbline.service');
const manual = read('docs/operating.md');
const shell = [...manual.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block).join('\n');

const place = mkdtempSync(path.join(os.tmpdir(), 'plumbline-production-'));
const folder = path.join(place, 'plumbline');
const environment = { ...process.env, NODE_OPTIONS: '' };
let server: ServerProcess;

beforeAll(async () => {
  // The line of the Dockerfile, with another target.
  const [, script = ''] = /^RUN node (\S+) \/plumbline$/m.exec(dockerfile) ?? [];
  execFileSync(process.execPath, [script, folder], { cwd: root, env: environment, stdio: 'pipe' });
  server = await startServerProcess({ NODE_ENV: 'production' }, folder);
}, 240_000);
afterAll(async () => {
  await server?.stop();
  rmSync(place, { recursive: true, force: true });
});

describe('a folder made by npm run production', () => {
  test('is a whole server: interface, dashboard and watch package, away from the repository', async () => {
    const answers = ['/api/v1/health', '/api/v1/ready', '/', '/watch', '/plumbline.zab'].map(
      async (route) => {
        const response = await fetch(`${server.url}${route}`);
        return [response.status, (await response.arrayBuffer()).byteLength > 10];
      },
    );
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 5 }, () => [200, true]));
    expect(await (await fetch(server.url)).text()).not.toContain('is not built yet');
    expect(server.claimToken).toMatch(/^plb_c_/);
  });

  test.each(['typescript', 'jest', '@biomejs', 'vite', 'playwright-core', '@garmin', '@zeppos'])(
    'holds no %s',
    (name) => expect(existsSync(path.join(folder, 'node_modules', name))).toBe(false),
  );

  test('finds every library that the program asks for, also those that only a setting brings in', () => {
    const program = path.join(folder, 'dist/apps/server/src');
    const files = readdirSync(program, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.js'),
    );
    const asked = files.flatMap((file) => {
      const source = readFileSync(path.join(program, file), 'utf8');
      return [...source.matchAll(/\b(?:from|import\(?)\s*["']([@a-z][\w./-]*)["']/g)].map(([, name]) => name);
    });
    // The two databases are asked for by TypeORM.
    const libraries = [...new Set([...asked, 'pg', 'sqlite3'])];
    expect(libraries).toEqual(expect.arrayContaining(['typeorm', '@redis/client']));
    const script = `for (const name of ${JSON.stringify(libraries)}) import.meta.resolve(name)`;
    const run = ['--input-type=module', '-e', script];
    const found = spawnSync(process.execPath, run, { cwd: program, env: environment, encoding: 'utf8' });
    expect([found.status, found.stderr]).toEqual([0, '']);
  });

  test('takes a backup of itself while it runs, by the words of the manual', () => {
    const main = path.join(folder, 'dist/apps/server/src/main.js');
    const env = { ...environment, DATA_DIR: server.dataDir };
    const to = path.join(place, 'copy.sqlite');
    const words = execFileSync(process.execPath, [main, 'backup', '--to', to], { env, encoding: 'utf8' });
    expect(words).toContain('every table was read back');
    expect(execFileSync(process.execPath, [main, 'help'], { env, encoding: 'utf8' })).toContain(
      'npm run restore',
    );
  });
});

describe('the Dockerfile', () => {
  test('names only what is there', () => {
    const entry = JSON.parse(/^ENTRYPOINT (.+)$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
    expect(entry[0]).toBe('node');
    expect(existsSync(path.join(folder, entry[1] ?? '-'))).toBe(true);
    expect(dockerfile).toMatch(/^COPY --from=build \/plumbline \/plumbline$/m);
    expect(dockerfile).toMatch(/^USER node$/m);
    const ignored = read('.dockerignore').split('\n');
    for (const name of ['**/node_modules', '**/dist', '.git', 'data']) expect(ignored).toContain(name);
  });

  test('asks for health in a way that tells a living server from a dead one', () => {
    const [, list = '[]'] = /HEALTHCHECK[\s\S]*?CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    const [, ...args] = JSON.parse(list) as string[];
    const ask = (port: string) =>
      spawnSync(process.execPath, args, { env: { ...environment, PORT: port } }).status;
    expect(ask(new URL(server.url).port)).toBe(0);
    expect(ask('1')).toBe(1);
  });
});

describe('the systemd unit', () => {
  test('starts the program where the manual installs it', () => {
    const [, program = ''] = /^ExecStart=\/usr\/bin\/node \/opt\/plumbline\/(\S+)$/m.exec(unit) ?? [];
    expect(existsSync(path.join(folder, program))).toBe(true);
    expect(manual).toContain('npm run production -- /opt/plumbline\n');
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(9);
  });

  test('holds before systemd-analyze, where there is one', () => {
    const own = path.join(place, 'plumbline.service');
    const here = unit.replace('/usr/bin/node', process.execPath).replaceAll('/opt/plumbline', folder);
    writeFileSync(own, here);
    const verified = spawnSync('systemd-analyze', ['verify', own], { encoding: 'utf8' });
    if (verified.error)
      return void process.stdout.write('no systemd-analyze here: the unit is not verified\n');
    expect([verified.status, verified.stderr]).toEqual([0, '']);
  });
});

describe('docs/operating.md', () => {
  test('names only commands that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const asked = [...manual.matchAll(/npm (?:run )?([a-z:]+)/g)].map(([, name = '']) => name);
    expect(asked.filter((name) => !(name in scripts))).toEqual([]);
    const words = [...manual.matchAll(/main\.js ([a-z-]+)/g)].map(([, name = '']) => name);
    expect(words.length).toBeGreaterThan(2);
    expect(words.filter((name) => name !== 'help' && !(name in COMMANDS))).toEqual([]);
  });

  test('names only files that there are', () => {
    const files = [...shell.matchAll(/\b(?:deploy|scripts)\/[\w./-]+/g)].map(([file]) => file);
    expect(files).toContain('deploy/plumbline.service');
    expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
  });

  test('names every setting, and no other', () => {
    const source = read('apps/server/src/settings/settings.ts');
    const known = new Set([...source.matchAll(/\benv\.([A-Z_]+)/g)].map(([, name]) => name));
    const named = [...manual.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    expect(new Set(named)).toEqual(known);
    expect(readSettings({})).toMatchObject({ settings: { port: 4180, host: '127.0.0.1' } });
  });

  test('names only figures that there are', async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    const named = [...manual.matchAll(/`(plumbline_\w+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([]);
  });
});
