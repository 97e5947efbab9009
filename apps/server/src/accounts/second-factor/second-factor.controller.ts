import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { validate } from '../../problems/validate.js';
import { From } from '../access.js';
import type { AccountWho } from '../who.js';
import { CodeForm, EnrolForm, TurnOffForm } from './forms.js';
import { SecondFactor } from './second-factor.js';

@Controller('api/v1/second-factor')
export class SecondFactorController {
  constructor(@Inject(SecondFactor) private readonly factor: SecondFactor) {}

  @Get()
  state(@From() who: AccountWho) {
    return this.factor.state(who);
  }

  @Post()
  @HttpCode(200)
  async enrol(@From() who: AccountWho, @Body() body: unknown) {
    const form = validate(EnrolForm, body);
    return form.ok ? this.factor.enrol(who, form.value.password) : form;
  }

  @Post('confirm')
  @HttpCode(200)
  async confirm(@From() who: AccountWho, @Body() body: unknown) {
    const form = validate(CodeForm, body);
    return form.ok ? this.factor.confirm(who, form.value.code) : form;
  }

  @Post('off')
  @HttpCode(200)
  async turnOff(@From() who: AccountWho, @Body() body: unknown) {
    const form = validate(TurnOffForm, body);
    return form.ok ? this.factor.turnOff(who, form.value.password, form.value.code) : form;
  }
}
