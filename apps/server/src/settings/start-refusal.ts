/** The server cannot start, and one sentence tells its owner why. */
export class StartRefusal extends Error {}
