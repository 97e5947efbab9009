import type { FastifyRequest } from 'fastify';
import { callerKey } from '../rate-limit.js';
import { agentWords } from './agent-words.js';

/** What a request that wants to get in comes from. */
export type Visit = { caller: string; agent: string; browser?: string | undefined };

/** `browser` is the token of a browser that was signed in before; it opens nothing, it only is no stranger's. */
export function visitOf(request: FastifyRequest, browserCookie: string): Visit {
  const cookies = (request as { cookies?: Record<string, string | undefined> }).cookies;
  return {
    caller: callerKey(request.ip),
    agent: agentWords(request.headers['user-agent']),
    browser: cookies?.[browserCookie],
  };
}
