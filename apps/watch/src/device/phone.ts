import { connectStatus } from '@zos/ble';
import { guarded } from './log.js';

/** Whether a phone is near. ZML leaves an unheard rejection behind when asked without one. */
export const phoneIsNear = (): boolean => guarded('bluetooth', false, () => connectStatus() === true);
