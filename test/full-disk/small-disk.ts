/** Disks that really run full: the kernel itself says so, not a switch of the database. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type SmallDisk = {
  /** What the kernel says to a write that does not fit. */
  says: 'ENOSPC' | 'EFBIG';
  dataDir: string;
  /** To be called once the process runs that shall find its disk small. */
  narrow(pid: number): void;
  /** Gives back what was kept from it. */
  widen(pid: number): void;
  end(): void;
};

const DISK_MB = 16;
const BALLAST_BYTES = 6 * 1024 * 1024;
/** What one file of a process may grow to. */
const FILE_BYTES = 3 * 1024 * 1024;

const done = (command: string, args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;
const newFolder = (): string => mkdtempSync(path.join(os.tmpdir(), 'plumbline-small-'));

/** A file system of its own of a few megabytes, in part taken by ballast. Undefined where nothing may be mounted. */
export function tinyFileSystem(): SmallDisk | undefined {
  const folder = newFolder();
  if (!done('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'plumbline', folder])) {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  const ballast = path.join(folder, 'ballast');
  writeFileSync(ballast, Buffer.alloc(BALLAST_BYTES));
  return {
    says: 'ENOSPC',
    dataDir: path.join(folder, 'data'),
    narrow: () => undefined,
    widen: () => rmSync(ballast),
    end: () => {
      done('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** No file of the process may grow any further: as good as full, and needs no right at all. Undefined where `prlimit` is not. */
export function boundedFiles(): SmallDisk | undefined {
  if (!existsSync('/proc/self/limits') || !done('prlimit', ['--version'])) return undefined;
  const folder = newFolder();
  const limit = (pid: number, bytes: string) => {
    if (!done('prlimit', ['--pid', `${pid}`, `--fsize=${bytes}:`]))
      throw new Error('prlimit did not take it');
  };
  return {
    says: 'EFBIG',
    dataDir: path.join(folder, 'data'),
    narrow: (pid) => limit(pid, `${FILE_BYTES}`),
    widen: (pid) => limit(pid, 'unlimited'),
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
