import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { validate } from '../../problems/validate.js';
import { From } from '../access.js';
import { LoginForm } from '../forms.js';
import { SecondStepForm } from '../second-factor/forms.js';
import type { AccountWho } from '../who.js';
import { ChangePassword } from './change-password.js';
import { Cookies, type Reply } from './cookies.js';
import { PasswordForm, ResetForm } from './forms.js';
import { SignIn } from './sign-in.js';
import { SignIns } from './sign-ins.js';

@Controller('api/v1')
export class SignInController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(SignIns) private readonly signIns: SignIns,
    @Inject(ChangePassword) private readonly password: ChangePassword,
    @Inject(Cookies) private readonly cookies: Cookies,
  ) {}

  @Post('login')
  @HttpCode(200)
  async login(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const form = validate(LoginForm, body);
    if (!form.ok) return form;
    return this.cookies.welcome(await this.signIn.login(form.value, this.cookies.visitOf(request)), reply);
  }

  @Post('login/second')
  @HttpCode(200)
  async second(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const form = validate(SecondStepForm, body);
    if (!form.ok) return form;
    const { ticket, code } = form.value;
    const done = await this.signIn.second(ticket, code, this.cookies.visitOf(request));
    return this.cookies.welcome(done, reply);
  }

  @Post('logout')
  @HttpCode(200)
  async logout(@From() who: AccountWho, @Res({ passthrough: true }) reply: Reply) {
    this.cookies.forget(reply);
    return this.signIns.logout(who);
  }

  @Get('sign-ins')
  async list(@From() who: AccountWho) {
    return { ok: true, signIns: await this.signIns.list(who) };
  }

  @Delete('sign-ins')
  endOthers(@From() who: AccountWho) {
    return this.signIns.endOthers(who);
  }

  @Delete('sign-ins/:id')
  end(@From() who: AccountWho, @Param('id') id: string) {
    return this.signIns.end(who, id);
  }

  @Post('password')
  @HttpCode(200)
  async change(@From() who: AccountWho, @Body() body: unknown) {
    const form = validate(PasswordForm, body);
    return form.ok ? this.password.change(who, form.value.password, form.value.newPassword) : form;
  }

  @Post('reset')
  @HttpCode(200)
  async reset(@Body() body: unknown, @Req() request: FastifyRequest) {
    const form = validate(ResetForm, body);
    if (!form.ok) return form;
    return this.password.reset(form.value.token, form.value.password, this.cookies.visitOf(request));
  }
}
