/** Minutes in which things go wrong, and minutes of peace after which everything must be in order. */
export const STORM_MINUTES = 50;
export const PEACE_MINUTES = 40;
