/** Answers of `@zos/fs` that tell of a failure: the usual negative numbers of an operating system. */
export const ERRORS = {
  missing: -2,
  badHandle: -9,
  barred: -13,
  exists: -17,
  noFolder: -20,
  isFolder: -21,
  invalid: -22,
  tooManyOpen: -24,
  full: -28,
  readOnly: -30,
  notEmpty: -39,
} as const;

/** Where a path of a program leads: its own folder, or the assets of its package. */
export type Place = { assets: boolean; path: string };

const MOST_PATH = 255;

/**
 * One spelling per place: `data://a//b/`, `/a/b` and `a/b` are the same file, `download://a` lies in the folder `download`.
 * Undefined for a path that climbs out of its folder or that no file system takes.
 */
export function placeOf(given: string): Place | undefined {
  const [, scheme = 'data', rest = given] = /^([a-z]+):\/\/(.*)$/s.exec(given) ?? [];
  if (scheme !== 'data' && scheme !== 'assets' && scheme !== 'download') return undefined;
  const parts = rest.split('/').filter((part) => part !== '' && part !== '.');
  if (scheme === 'download') parts.unshift('download');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL ends a path in most systems.
  const wrong = parts.some((part) => part === '..' || part === '__proto__' || /[\x00-\x1f\\]/.test(part));
  const path = parts.join('/');
  return wrong || path.length > MOST_PATH ? undefined : { assets: scheme === 'assets', path };
}

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
export const inside = (folder: string, path: string): boolean =>
  folder === '' || path.startsWith(`${folder}/`);
