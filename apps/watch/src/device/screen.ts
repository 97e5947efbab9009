import { getDeviceInfo, SCREEN_SHAPE_ROUND } from '@zos/device';
import { guarded } from './log.js';

export type Screen = { width: number; height: number; round: boolean };

/** Without the permission some models leave the shape out; a square of sides then still tells a round one. */
export function readScreen(): Screen {
  return guarded('screen', { width: 480, height: 480, round: true }, () => {
    const { width, height, screenShape } = getDeviceInfo();
    const round = screenShape === undefined ? width === height : screenShape === SCREEN_SHAPE_ROUND;
    return { width, height, round };
  });
}

export const readModel = (): string =>
  guarded('model', 'Amazfit', () => getDeviceInfo().deviceName ?? 'Amazfit');
