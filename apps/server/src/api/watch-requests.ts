import type { FastifyInstance } from 'fastify';
import { noted } from '../problems/noted.js';
import { codeForStatus } from '../problems/problems.js';
import type { Reports } from './reports.js';

/** Reports how each request ended: by the template of its address, so that no id and no secret is named. */
export function watchRequests(fastify: FastifyInstance, reports: Reports): void {
  fastify.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions } = request;
    const status = reply.statusCode;
    const code = noted(request.raw) ?? (status >= 400 ? codeForStatus(status) : undefined);
    // Without the pattern that a parameter has to match.
    const route = (routeOptions.url ?? 'none').replace(/\([^)]*\)/g, '');
    reports.ended({ way: 'http', method, route, status, code, ms: reply.elapsedTime });
  });
}
