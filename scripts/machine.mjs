/**
 * What the machine must have: a tested Node, a compiler for sqlite3, a browser for the browser tests.
 * Looked for first; installed by apt only as root on Debian, and said aloud; never with sudo.
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './run.mjs';
import { say, stop, timed } from './say.mjs';

const TESTED_MAJORS = [20];
const BROWSER_NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const MAC_BROWSERS = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));

const canUseApt = () =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && Boolean(onPath('apt-get'));

async function aptInstall(what, packages) {
  say(`${what} is missing; installing ${packages.join(', ')} with apt (running as root on Debian).`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await timed('apt-get update', () => run('apt-get', ['update', '-qq'], { quiet: true, env }));
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  return (
    (await timed(`apt-get install ${packages.join(' ')}`, () =>
      run('apt-get', args, { quiet: true, env }),
    )) === 0
  );
}

/** Refuses a Node that cannot work, names one that nobody has tried. */
export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(
      `Plumbline needs Node 20.19 or newer; this is ${process.versions.node}.`,
      'Get one at https://nodejs.org.',
    );
  }
  if (!TESTED_MAJORS.includes(major)) {
    say(
      `Node ${process.versions.node} has not been tried with Plumbline (tested: ${TESTED_MAJORS.join(', ')}). Going on.`,
    );
  }
}

/** sqlite3 is compiled from source where no prebuilt file can be fetched: that needs make, g++ and python3. */
export async function checkCompiler() {
  const missing = ['make', 'g++', 'python3'].filter((name) => !onPath(name));
  if (missing.length === 0 || process.platform !== 'linux') return;
  if (canUseApt() && (await aptInstall('A compiler', ['make', 'g++', 'python3']))) return;
  stop(
    `sqlite3, the embedded database, is compiled during the install and needs ${missing.join(', ')}.`,
    'On Debian or Ubuntu type:  sudo apt-get install -y make g++ python3',
    'On Fedora type:            sudo dnf install -y make gcc-c++ python3',
  );
}

const candidates = () => [process.env.CHROME_PATH, ...BROWSER_NAMES.map(onPath), ...MAC_BROWSERS];

/** The path of a Chromium, or undefined; under root on Debian it is installed when `install` is set. */
export async function findBrowser({ install = false } = {}) {
  const found = candidates().find((file) => file && existsSync(file));
  if (found || !install || !canUseApt()) return found;
  await aptInstall('Chromium (for the browser tests)', ['chromium']);
  return candidates().find((file) => file && existsSync(file));
}

/**
 * Node's own headers, when they lie beside this Node and are of this version.
 * node-gyp would otherwise download them, which fails behind a closed network.
 */
export function nodeHeaders() {
  const prefix = path.dirname(path.dirname(process.execPath));
  const header = path.join(prefix, 'include', 'node', 'node_version.h');
  if (!existsSync(header)) return undefined;
  const text = readFileSync(header, 'utf8');
  const part = (name) => text.match(new RegExp(`#define NODE_${name}_VERSION (\\d+)`))?.[1];
  const version = ['MAJOR', 'MINOR', 'PATCH'].map(part).join('.');
  return version === process.versions.node ? prefix : undefined;
}

/** True when a native module loads; a half-finished install is found here and not in the middle of a start. */
export function loads(name, root) {
  const script = `import(${JSON.stringify(name)}).then(() => process.exit(0), () => process.exit(1))`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root }).status === 0;
}
