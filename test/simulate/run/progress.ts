/** Says now and then how far a long run has come. */
const EVERY_MS = 10_000;

export function progressOf(count: number, say: (text: string) => void): () => void {
  const began = Date.now();
  let said = began;
  let done = 0;
  return () => {
    done += 1;
    const now = Date.now();
    if (now - said < EVERY_MS || done === count) return;
    said = now;
    const rate = (done * 1_000) / (now - began);
    const left = Math.ceil((count - done) / rate);
    const rest = left < 120 ? `${left} s` : `${Math.ceil(left / 60)} min`;
    say(`${done} of ${count} worlds, ${rate.toFixed(1)} a second, about ${rest} left`);
  };
}
