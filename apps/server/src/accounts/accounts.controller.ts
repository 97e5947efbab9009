import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isHttps } from '../api/own-address.js';
import { Rooms } from '../live/rooms.js';
import type { Answer } from '../problems/problems.js';
import { validate } from '../problems/validate.js';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { From, shownBy } from './access.js';
import { type Account, Accounts, LOGIN_KEEPS_MS, type SignedIn } from './accounts.js';
import { Credentials } from './credentials.js';
import { ClaimForm, LoginForm } from './forms.js';
import type { AccountWho, KeyWho } from './who.js';

type Me = { claimed: boolean; account?: Account; scopes?: string[] };
type Reply = FastifyReply & { setCookie(name: string, value: string, options: object): FastifyReply };

@Controller('api/v1')
export class AccountsController {
  constructor(
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(Rooms) private readonly rooms: Rooms,
  ) {}

  @Get('me')
  async me(@Req() request: FastifyRequest): Promise<Answer<Me>> {
    const who = await this.credentials.identify(shownBy(request, this.credentials.cookieName));
    if (who.kind === 'key') return this.ofKey(who);
    if (who.kind !== 'account') return { ok: true, claimed: await this.accounts.isClaimed() };
    return { ok: true, claimed: true, account: { id: who.accountId, name: who.name } };
  }

  @Post('claim')
  @HttpCode(200)
  async claim(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const form = validate(ClaimForm, body);
    return form.ok ? this.welcome(await this.accounts.claim(form.value, request.ip), reply) : form;
  }

  @Post('login')
  @HttpCode(200)
  async login(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const form = validate(LoginForm, body);
    return form.ok ? this.welcome(await this.accounts.login(form.value, request.ip), reply) : form;
  }

  @Post('logout')
  @HttpCode(200)
  async logout(@From() who: AccountWho, @Res({ passthrough: true }) reply: Reply): Promise<Answer> {
    const done = await this.accounts.logout(who.loginHash);
    this.rooms.closeLogin(who.loginHash);
    this.setCookie(reply, '', 0);
    return done;
  }

  private async ofKey({ accountId, scopes }: KeyWho): Promise<Answer<Me>> {
    return { ok: true, claimed: true, account: await this.accounts.get(accountId), scopes: [...scopes] };
  }

  private welcome(answer: Answer<SignedIn>, reply: Reply): Answer<{ account: Account }> {
    if (!answer.ok) return answer;
    this.setCookie(reply, answer.cookie, LOGIN_KEEPS_MS / 1000);
    return { ok: true, account: answer.account };
  }

  private setCookie(reply: Reply, value: string, maxAge: number): void {
    const secure = isHttps(this.settings);
    const options = { httpOnly: true, sameSite: 'strict', path: '/', secure, maxAge };
    reply.setCookie(this.credentials.cookieName, value, options);
  }
}
