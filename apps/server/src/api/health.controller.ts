import { Controller, Get, Inject } from '@nestjs/common';
import { DATABASE, type Database } from '../database/database.js';
import { openApi } from './openapi.js';
import { Readiness } from './readiness.js';
import { MINIMUM_CLIENT, VERSION } from './version.js';

@Controller('api/v1')
export class HealthController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Readiness) private readonly readiness: Readiness,
  ) {}

  /** Answers once the database does. */
  @Get('health')
  async health() {
    await this.database.read.one('SELECT 1 AS one');
    return { status: 'ok', version: VERSION };
  }

  @Get('ready')
  ready() {
    return this.readiness.look();
  }

  @Get('version')
  version() {
    return { ok: true, version: VERSION, minimumClient: MINIMUM_CLIENT };
  }

  @Get('openapi.json')
  openApi() {
    return openApi;
  }
}
