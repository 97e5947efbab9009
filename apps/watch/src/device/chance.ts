/** The one file that asks for chance: ids need it, nothing else. */
export const chance = (): number => Math.random();
