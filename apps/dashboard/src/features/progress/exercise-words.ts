import type { ExerciseSum, SideBalance } from '@plumbline/routine-core';

/** "20 s" or "8 reps". */
export function amountWords(amount: number, unit: ExerciseSum['unit']): string {
  if (unit === 'ms') return `${Math.round(amount / 100) / 10} s`;
  return amount === 1 ? '1 rep' : `${amount} reps`;
}

/** Which side did less, by how much; within five in a hundred they are called even. */
export function balanceWords({ share, less }: SideBalance): string {
  if (less === undefined || share >= 0.95) return 'sides even';
  const apart = Math.round((1 - share) * 100);
  return `${less} ${apart} % less`;
}
