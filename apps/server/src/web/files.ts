import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/** Far above any name of the build, and below what a file system throws at. */
const LONGEST_PATH = 255;

export type WebFile = { file: string; type: string; forEver: boolean };

/** The nearest folder above this file that holds the apps: the same from source and from dist. */
export function repositoryRoot(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'apps', 'dashboard', 'package.json'))) {
    const above = path.dirname(folder);
    if (above === folder) return process.cwd();
    folder = above;
  }
  return folder;
}

export const webRoots = (root = repositoryRoot()) => ({
  dashboard: path.join(root, 'apps/dashboard/dist'),
  watchPackage: path.join(root, 'apps/watch/dist/plumbline.zab'),
});

/** The file a path names inside `folder`, or undefined; never one outside it, nor a hidden one. */
export function findFile(folder: string, urlPath: string): WebFile | undefined {
  const name = decoded(urlPath);
  if (name === undefined || name.split('/').some((part) => part.startsWith('.'))) return undefined;
  const file = path.join(folder, name);
  if (!file.startsWith(folder + path.sep) || !isInside(folder, file)) return undefined;
  const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
  // Vite writes a digest of the content into these names.
  const forEver = /^\/?assets\/.*-[\w-]{8,}\.\w+$/.test(name);
  return { file, type, forEver };
}

function decoded(urlPath: string): string | undefined {
  try {
    const name = decodeURIComponent(urlPath);
    const isOdd = name.includes('\0') || name.includes('\\') || name.length > LONGEST_PATH;
    return isOdd ? undefined : name;
  } catch {
    return undefined;
  }
}

function isInside(folder: string, file: string): boolean {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return false;
  return realpathSync(file).startsWith(realpathSync(folder) + path.sep);
}

/** Headers that the dashboard's build lays beside the frame in which packaged code runs. */
export function frameHeaders(dashboard: string): Record<string, string> | undefined {
  const file = path.join(dashboard, 'watch-frame.headers.json');
  if (!existsSync(file)) return undefined;
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const entries = Object.entries(read as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), String(value)]));
}
