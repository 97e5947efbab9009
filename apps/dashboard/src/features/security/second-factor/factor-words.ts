import type { SecondFactor } from '../../../api/index.js';
import { localZone } from '../../../time/clock.js';
import { dateWithYear } from '../../../time/moments.js';

const FEW = 3;

/** Since when it is on, and how many ways in are left without the phone. */
export function factorWords({ since, recoveryCodesLeft: left }: SecondFactor): string {
  const on = since === undefined ? 'It is on.' : `On since ${dateWithYear(since, localZone(since))}.`;
  const codes =
    left === 1 ? '1 recovery code is left.' : `${left === 0 ? 'No' : left} recovery codes are left.`;
  const more = left <= FEW ? ' Turn it off and on again, and you get ten new ones.' : '';
  return `${on} ${codes}${more}`;
}

/** A secret is typed by hand from one screen into another, so it is shown in groups of four. */
export const inFours = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');
