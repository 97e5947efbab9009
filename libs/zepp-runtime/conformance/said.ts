import type { Watch } from '../src/core/watch.js';

/** What the program itself wrote to the log, line by line. */
export const said = (watch: Watch): string[] =>
  watch.logs.filter(({ level, realm }) => level === 'log' && realm !== 'runtime').map(({ text }) => text);

/** A page that runs `code` when it is built, with `say` and the named module's members at hand. */
export const building = (module: string, code: string): string =>
  `build() { const z = __$$R$$__('${module}'); const say = (...parts) => console.log(parts.map(String).join(' ')); ${code} }`;

/** Keeps the screen lit for a day, so that time may pass over the page. */
export const AWAKE = `__$$R$$__('@zos/display').setPageBrightTime({ brightTime: 86400000 });`;
