/** Product in the field of 256 elements that QR codes calculate in (x⁸ + x⁴ + x³ + x² + 1). */
export function times(one: number, other: number): number {
  let made = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    made = (made << 1) ^ ((made >>> 7) * 0x11d);
    if ((other >>> bit) & 1) made ^= one;
  }
  return made;
}

/** The polynomial with the first `count` powers of 2 as its roots, without its leading 1. */
function divisorOf(count: number): number[] {
  const made = [...new Array<number>(count - 1).fill(0), 1];
  let root = 1;
  for (let i = 0; i < count; i += 1) {
    for (let k = 0; k < count; k += 1) made[k] = times(made[k] ?? 0, root) ^ (made[k + 1] ?? 0);
    root = times(root, 2);
  }
  return made;
}

/** Check words of a block. */
export function checkWords(block: readonly number[], count: number): number[] {
  const divisor = divisorOf(count);
  const rest = new Array<number>(count).fill(0);
  for (const word of block) {
    const factor = word ^ (rest.shift() ?? 0);
    rest.push(0);
    for (let i = 0; i < count; i += 1) rest[i] = (rest[i] ?? 0) ^ times(divisor[i] ?? 0, factor);
  }
  return rest;
}
