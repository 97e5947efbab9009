/** Words for the terminal: one line when long work begins, its time when it ends. */
const plain = !process.stdout.isTTY || process.env.NO_COLOR !== undefined;

export const dim = (text) => (plain ? text : `\u001b[2m${text}\u001b[22m`);

export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Stops the program with sentences a person can act on. */
export function stop(...sentences) {
  process.stderr.write(`\n${sentences.join('\n')}\n\n`);
  process.exit(1);
}

/** Runs `work` between “… ” and its seconds, so that nobody stares at a silent terminal. */
export async function timed(label, work) {
  const began = Date.now();
  say(`${label} …`);
  const value = await work();
  say(dim(`  done in ${((Date.now() - began) / 1000).toFixed(1)} s`));
  return value;
}
