import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A module of the server as it ships. Programs of the benchmarks lie in `dist/bench`, the server in `dist/apps`. */
export const built = <Module>(name: string): Promise<Module> =>
  import(pathToFileURL(path.resolve(import.meta.dirname, `../apps/server/src/${name}.js`)).href);
