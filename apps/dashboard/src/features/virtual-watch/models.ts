import { atLeast, type Device, devices } from '@plumbline/zepp-runtime/browser';

/** The oldest API level that the watch program runs on. */
const LEAST_LEVEL = '3.6';
/** One of each shape and size, for those who do not look for their own model. */
const SHORT = ['balance', 'active_2_round', 'active_2_square', 'bip_max'];
export const FIRST_MODEL = 'balance';

export const models: readonly Device[] = devices.filter((device) => atLeast(device.apiLevel, LEAST_LEVEL));

export const shortList: readonly Device[] = SHORT.flatMap((code) =>
  models.filter((model) => model.code === code),
);
export const otherModels: readonly Device[] = models.filter((model) => !SHORT.includes(model.code));

export const modelNamed = (code: string): Device | undefined => models.find((model) => model.code === code);

export const modelWords = ({ name, shape, width, height }: Device): string =>
  `${name.replace(/^Amazfit /, '')} · ${shape} ${width} × ${height}`;
