import net from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { World } from '../testing/world.js';

const world = new World();
beforeAll(() => world.start());
afterAll(() => world.end());

/** Says everything at once, listens only after a while, and gives back all that came until the end. */
function say(bytes: string, deafMs: number): Promise<string> {
  const { port } = new URL(world.server.url);
  const socket = net.connect(Number(port), '127.0.0.1').on('error', () => undefined);
  const heard: Buffer[] = [];
  socket.pause().write(bytes);
  setTimeout(() => socket.on('data', (part) => heard.push(part)).resume(), deafMs);
  return new Promise((resolve) =>
    socket.once('close', () => resolve(Buffer.concat(heard).toString('latin1'))),
  );
}
const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);

const QUESTION = 'GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n';
const NONSENSE = '\u0001 this is no request\r\n\r\n';

test('nonsense behind many questions gets its refusal after all their answers, however slowly they are read', async () => {
  const heard = await say(`${QUESTION.repeat(20)}${NONSENSE}${'x'.repeat(900_000)}`, 300);
  expect(statuses(heard)).toEqual([...Array.from({ length: 20 }, () => '200'), '400']);
  expect(heard).toMatch(/"ok":false,"code":"invalid"[^{}]*\}$/);
});

test('nonsense alone gets one refusal, and a caller who never leaves is left', async () => {
  const began = performance.now();
  expect(statuses(await say(`${NONSENSE}${NONSENSE}`, 0))).toEqual(['400']);
  expect(performance.now() - began).toBeLessThan(3_000);
});
