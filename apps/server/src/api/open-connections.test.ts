import net from 'node:net';
import { afterAll, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { World } from '../testing/world.js';

const world = new World();
afterAll(() => world.end());

const connected = (socket: net.Socket) => new Promise((resolve) => socket.once('connect', resolve));

test('a stopping server waits neither for a request that never ends nor for a socket that fell silent', async () => {
  await world.start();
  const { url } = world.server;
  const slow = net.connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
  await connected(slow);
  slow.write('POST /api/v1/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{');
  const silent = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  await new Promise((resolve) => silent.once('open', resolve));
  silent.on('error', () => undefined).pause();
  const asked = performance.now();
  await world.stop();
  expect(performance.now() - asked).toBeLessThan(4_000);
  slow.destroy();
  silent.terminate();
}, 20_000);
