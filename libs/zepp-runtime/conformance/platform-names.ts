import { platform } from '../src/core/platform-list.js';

/** Every declared member by its whole name, such as `@zos/sensor.Step.getCurrent`, with its API level. */
export const levels: ReadonlyMap<string, string> = new Map(
  Object.entries(platform).flatMap(([module, byLevel]) =>
    Object.entries(byLevel).flatMap(([level, names]) =>
      names
        .split(' ')
        .filter(Boolean)
        .map((name): [string, string] => [`${module}.${name}`, level]),
    ),
  ),
);

/** The members a name stands for: itself, or with `*` at its end all that begin so. Empty when the platform has none such. */
export function membersNamed(name: string): string[] {
  if (!name.endsWith('*')) return levels.has(name) ? [name] : [];
  return [...levels.keys()].filter((member) => member.startsWith(name.slice(0, -1)));
}
