import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Unlisted } from '../accounts/access.js';
import { Refused } from '../problems/refused.js';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { mayRead } from './may-read.js';
import { Metrics } from './metrics.js';

/** For the operator's own collector; it is no part of the interface that clients use. */
@Controller('metrics')
@Unlisted()
export class MetricsController {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { remoteAddress } = request.socket;
    if (!mayRead({ headers: request.headers, remoteAddress }, this.settings))
      throw new Refused(this.settings.metricsToken === undefined ? 'not-found' : 'unauthorized');
    const { registry } = this.metrics;
    const text = await registry.metrics();
    return reply.type(registry.contentType).header('cache-control', 'no-store').send(text);
  }
}
