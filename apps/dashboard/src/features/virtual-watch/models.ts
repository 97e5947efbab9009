import { atLeast, type Device, devices, keyCount } from '@plumbline/zepp-runtime/browser';

/** The oldest API level that this server's program runs on; a program of one's own may run on older models. */
const LEAST_LEVEL = '3.6';
/** Models before API level 2.0 know no programs of this kind. */
const LEAST_KNOWN = '2.0';
/** One of each shape and size, for those who do not look for their own model. */
const SHORT = ['balance', 'active_2_round', 'active_2_square', 'bip_max'];
export const FIRST_MODEL = 'balance';

export const models: readonly Device[] = devices.filter((device) => atLeast(device.apiLevel, LEAST_KNOWN));
export const tooOld: readonly Device[] = devices.filter((device) => !models.includes(device));

export const shortList: readonly Device[] = SHORT.flatMap((code) =>
  models.filter((model) => model.code === code),
);
const others = models.filter((model) => !SHORT.includes(model.code));
const recent = ({ apiLevel }: Device) => atLeast(apiLevel, LEAST_LEVEL);
export const otherModels: readonly Device[] = others.filter(recent);
export const olderModels: readonly Device[] = others.filter((model) => !recent(model));

export const modelNamed = (code: string): Device | undefined => models.find((model) => model.code === code);

export const modelWords = ({ name, shape, width, height }: Device): string =>
  `${name.replace(/^Amazfit /, '')} · ${shape} ${width} × ${height}`;

/** What there is to know of a model beside its screen. */
export function modelFacts({ code, apiLevel }: Device): string {
  const keys = keyCount(code);
  const count = keys === undefined ? '' : `, ${keys} ${keys === 1 ? 'key' : 'keys'}`;
  return `API level ${apiLevel}${count}`;
}
