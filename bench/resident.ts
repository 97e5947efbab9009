import { existsSync, readFileSync } from 'node:fs';

/** Resident memory of a process in megabytes (10⁶ bytes), as the system tells it. */
export function residentMb(pid: number): number {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) throw new Error('resident memory is read from /proc, which is not here');
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8')) ?? [];
  return (Number(kib) * 1024) / 1e6;
}

export const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
