import type { Secrets } from '@plumbline/zepp-runtime/browser';
import { forget, recall, remember } from './memory.js';

/** Where the tokens lie; no program's memory has a name with a colon in front. */
const PLACE = ':tokens';
const TOKEN = /plb_d_[A-Za-z0-9_-]+/g;
const SIGNS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** As long as the token and shaped like one, so that nothing that measures it is wrong. */
function standInFor(token: string): string {
  const chance = crypto.getRandomValues(new Uint8Array(token.length - 'plb_d_'.length));
  return `plb_d_${[...chance].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('')}`;
}

/**
 * Device tokens of the virtual phone. The program gets a stand-in for each and works with that; only the page knows the
 * token, and puts it back into what goes out to the page's own server. What remains: scripts of this very page, and whoever
 * opens this browser's profile, can read it; removing the device in the dashboard makes it worthless.
 */
export async function openVault(): Promise<Secrets> {
  const found = await recall(PLACE);
  const tokens = new Map(Object.entries((found ?? {}) as Record<string, string>));
  const hideOne = (token: string): string => {
    for (const [standIn, known] of tokens) if (known === token || standIn === token) return standIn;
    const made = standInFor(token);
    tokens.set(made, token);
    void remember(PLACE, Object.fromEntries(tokens));
    return made;
  };
  return {
    hide: (text) => text.replace(TOKEN, hideOne),
    reveal: (text) => text.replace(TOKEN, (standIn) => tokens.get(standIn) ?? standIn),
  };
}

export const emptyVault = (): Promise<void> => forget(PLACE);
