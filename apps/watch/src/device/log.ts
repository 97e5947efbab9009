import { log } from '@zos/utils';

const logger = log.getLogger('plumbline');

export const note = (text: string): void => logger.log(text);

/** Runs `work`; a fault becomes one line in the log and `otherwise` the value. A watch shows nothing when a page throws. */
export function guarded<T>(what: string, otherwise: T, work: () => T): T {
  try {
    return work();
  } catch (fault) {
    logger.error(`${what}: ${String(fault)}`);
    return otherwise;
  }
}
