import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { World } from '../testing/world.js';

const world = new World();
beforeAll(() => world.start());
afterAll(() => world.end());

test.each([
  ['DELETE', 'application/json', undefined, 404, 'not-found'],
  ['DELETE', 'application/json; charset=utf-8', undefined, 404, 'not-found'],
  ['DELETE', 'application/json', '{', 400, 'invalid'],
  ['POST', 'application/json', '', 400, 'invalid'],
])('%s with %s and the body %s answers %i', async (method, type, body, status, code) => {
  const person = await world.person(`Ida ${method} ${type} ${body}`);
  const path = method === 'DELETE' ? '/api/v1/keys/nobodys' : '/api/v1/keys';
  const headers = { cookie: person.cookie, origin: world.server.url, 'content-type': type };
  const answer = await fetch(`${world.server.url}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  expect({ status: answer.status, code: ((await answer.json()) as { code: string }).code }).toEqual({
    status,
    code,
  });
});
