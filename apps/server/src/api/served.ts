import type { FastifyInstance } from 'fastify';
import type { Operation } from './operation.js';
import { OPERATIONS } from './operations.js';

/** A route as its router writes it, `/x/:id(pattern)`, becomes `METHOD /x/{id}`. */
const addressOf = (method: string, route: string): string =>
  `${method === 'HEAD' ? 'GET' : method} ${route.replace(/:(\w+)(\([^)]*\))?/g, '{$1}')}`;

export const operationAt = (method: string, route: string): Operation | undefined =>
  OPERATIONS[addressOf(method, route)];

/** The server does not start with an address that nobody described: nothing would say who may use it. */
export function expectDescribed(fastify: Pick<FastifyInstance, 'addHook'>): void {
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) {
      if (!url.startsWith('/api/') || one === 'OPTIONS' || operationAt(one, url)) continue;
      throw new Error(
        `${addressOf(one, url)} is served, but not described: name it, with its access and scopes, in the operations.ts of its feature, and that list in api/operations.ts.`,
      );
    }
  });
}
