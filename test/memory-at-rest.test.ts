/** What a home server costs while nobody does anything: a small board has 256 MB for everything. */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connected, Household, movesFrom } from './stage/household.js';
import { type ServerProcess, startServerProcess } from './stage/server-process.js';

const LIMIT_MB = 150;
const IDLE_MS = 10_000;
let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess();
}, 40_000);
afterAll(async () => server?.stop());

/** Resident memory in megabytes (10⁶ bytes): from the system where it tells, otherwise as the server itself says. */
async function residentMb(): Promise<number> {
  const file = `/proc/${server.pid}/status`;
  if (existsSync(file)) {
    const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8')) ?? [];
    return (Number(kib) * 1024) / 1e6;
  }
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)$/m.exec(text)?.[1]) / 1e6;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test(`the built server rests below ${LIMIT_MB} MB, after its start and after ten idle seconds`, async () => {
  const started = await residentMb();
  await wait(IDLE_MS);
  const idle = await residentMb();
  process.stdout.write(
    `resident: ${started.toFixed(1)} MB after start, ${idle.toFixed(1)} MB after idling\n`,
  );
  expect(started).toBeGreaterThan(20);
  expect(Math.max(started, idle)).toBeLessThan(LIMIT_MB);
}, 30_000);

test('an evening with one household adds less than 64 MB to that', async () => {
  const before = await residentMb();
  const household = await new Household(server).begin();
  const watch = household.watchSocket();
  const page = household.pageSocket();
  await Promise.all([connected(watch), connected(page)]);
  await page.emitWithAck('live:join', {});
  for (let from = 1; from < 3_000; from += 30) await watch.emitWithAck('journal:push', movesFrom(from, 30));
  for (let time = 0; time < 20; time += 1) await household.ask('GET', '/api/v1/sessions?limit=30');
  await wait(2_000);
  const after = await residentMb();
  household.end();
  process.stdout.write(`resident: ${after.toFixed(1)} MB after an evening's use\n`);
  expect(after - before).toBeLessThan(64);
}, 30_000);
