import type { IncomingMessage } from 'node:http';
import type { FastifyHelmetOptions } from '@fastify/helmet';
import { isHttps } from '../api/own-address.js';
import type { Settings } from '../settings/settings.js';

/** Everything from here, nothing from anywhere else; sockets to the very host that was asked. */
export function securityHeaders(settings: Settings): FastifyHelmetOptions {
  const https = isHttps(settings);
  const ownSocket = (request: IncomingMessage) => `${https ? 'wss' : 'ws'}://${request.headers.host}`;
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'", ownSocket],
        frameSrc: ["'self'"],
        frameAncestors: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // Without https browsers ignore these two and say so in the console.
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
    referrerPolicy: { policy: 'no-referrer' },
  };
}
