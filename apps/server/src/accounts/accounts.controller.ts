import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Answer } from '../problems/problems.js';
import { validate } from '../problems/validate.js';
import { shownBy } from './access.js';
import { Accounts } from './accounts.js';
import { Credentials } from './credentials.js';
import { ClaimForm } from './forms.js';
import { JoinForm, type Role } from './household/forms.js';
import { Cookies, type Reply } from './sign-in/cookies.js';
import type { Account } from './sign-in/start-login.js';
import type { KeyWho } from './who.js';

type Me = { claimed: boolean; account?: Account & { role?: Role }; scopes?: string[] };

@Controller('api/v1')
export class AccountsController {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(Cookies) private readonly cookies: Cookies,
  ) {}

  @Get('me')
  async me(@Req() request: FastifyRequest): Promise<Answer<Me>> {
    const who = await this.credentials.identify(shownBy(request, this.credentials.cookieName));
    if (who.kind === 'key') return this.ofKey(who);
    if (who.kind !== 'account') return { ok: true, claimed: await this.accounts.isClaimed() };
    return { ok: true, claimed: true, account: { id: who.accountId, name: who.name, role: who.role } };
  }

  @Post('claim')
  @HttpCode(200)
  async claim(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const form = validate(ClaimForm, body);
    if (!form.ok) return form;
    return this.cookies.welcome(await this.accounts.claim(form.value, this.cookies.visitOf(request)), reply);
  }

  @Post('join')
  @HttpCode(200)
  async join(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const form = validate(JoinForm, body);
    if (!form.ok) return form;
    return this.cookies.welcome(await this.accounts.join(form.value, this.cookies.visitOf(request)), reply);
  }

  private async ofKey({ accountId, scopes }: KeyWho): Promise<Answer<Me>> {
    return { ok: true, claimed: true, account: await this.accounts.get(accountId), scopes: [...scopes] };
  }
}
