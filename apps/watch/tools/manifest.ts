import { readFileSync } from 'node:fs';
import path from 'node:path';
import { watchRoot } from './places.js';

/** Where an entry runs decides what it may use. */
export type Place = 'device' | 'phone';
export type WatchEntry = { name: string; place: Place };

type Module = {
  page: { pages: string[] };
  'app-service': { services: string[] };
  'app-side': { path: string };
  setting: { path: string };
};

export type Manifest = {
  permissions: string[];
  app: { version: { name: string } };
  runtime: { apiVersion: { minVersion: string } };
  targets: Record<string, { module: Module; platforms: { st: string; dw: number }[] }>;
};

export function readManifest(): Manifest {
  return JSON.parse(readFileSync(path.join(watchRoot, 'app.json'), 'utf8')) as Manifest;
}

/** Every bundle of the program: `src/<name>.ts` becomes `<name>.js`. */
export function entriesOf(manifest: Manifest): WatchEntry[] {
  const modules = Object.values(manifest.targets).map((target) => target.module);
  const device = modules.flatMap((m) => ['app', ...m.page.pages, ...m['app-service'].services]);
  const phone = modules.flatMap((m) => [m['app-side'].path, m.setting.path]);
  return [
    ...device.map((name) => ({ name, place: 'device' as const })),
    ...phone.map((name) => ({ name, place: 'phone' as const })),
  ];
}
