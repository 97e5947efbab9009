import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { From } from '../accounts/access.js';
import type { AccountWho } from '../accounts/who.js';
import { validate } from '../problems/validate.js';
import { Devices } from './devices.js';
import { PairForm } from './forms.js';

@Controller('api/v1')
export class DevicesController {
  constructor(@Inject(Devices) private readonly devices: Devices) {}

  @Post('pair')
  @HttpCode(200)
  async pair(@Body() body: unknown, @Req() request: FastifyRequest) {
    const form = validate(PairForm, body);
    return form.ok ? this.devices.pair(form.value, request.ip) : form;
  }

  @Post('pairing-codes')
  @HttpCode(200)
  makeCode(@From() who: AccountWho) {
    return this.devices.makeCode(who.accountId);
  }

  @Get('devices')
  async list(@From() who: AccountWho) {
    return { ok: true, devices: await this.devices.list(who.accountId) };
  }

  @Delete('devices/:id')
  revoke(@From() who: AccountWho, @Param('id') id: string) {
    return this.devices.revoke(who.accountId, id);
  }
}
