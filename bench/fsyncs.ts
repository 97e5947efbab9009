import { spawn, spawnSync } from 'node:child_process';

export const hasStrace = (): boolean => spawnSync('strace', ['-V']).status === 0;

/** The words before a command whose flushes shall take longer. The kernel sorts out all other calls, so that they cost nothing. */
export const slowed = (ms: number): string[] => {
  const calls = 'fsync,fdatasync';
  const delay = `inject=${calls}:delay_exit=${ms * 1_000}`;
  return ['strace', '-f', '-q', '--seccomp-bpf', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', delay];
};

/** Counts the flushes to disk of a process for a while; undefined where strace is missing or may not look. */
export async function countFsyncs(pid: number, while_: () => Promise<unknown>): Promise<number | undefined> {
  if (!hasStrace()) return undefined;
  const args = ['-f', '-c', '-S', 'name', '-e', 'trace=fsync,fdatasync', '-p', String(pid)];
  const strace = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let report = '';
  strace.stderr.on('data', (text: Buffer) => {
    report += text.toString();
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await while_();
  const gone = new Promise((resolve) => strace.once('exit', resolve));
  strace.kill('SIGINT');
  await gone;
  const rows = [...report.matchAll(/^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s+(?:\d+\s+)?(fsync|fdatasync)$/gm)];
  if (rows.length === 0 && !report.includes('total')) return undefined;
  return rows.reduce((sum, [, calls]) => sum + Number(calls), 0);
}
