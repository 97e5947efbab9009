/**
 * The disk's threads answer questions of one instant in any order. Here all of them are waited for and then let go
 * in the order in which they were asked, so that a seed is the same world each time.
 */
export class Turnstile {
  private together: Promise<unknown>[] = [];

  async pass<T>(work: Promise<T>): Promise<T> {
    const { together } = this;
    together.push(work.catch(() => undefined));
    // Whoever is asked in the same instant has been asked by then.
    await Promise.resolve();
    if (this.together === together) this.together = [];
    await Promise.all(together);
    return work;
  }
}
