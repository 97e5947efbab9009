import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isHttps } from '../../api/own-address.js';
import type { Answer } from '../../problems/problems.js';
import { SETTINGS, type Settings } from '../../settings/settings.js';
import { Credentials } from '../credentials.js';
import { type Account, BROWSER_KEEPS_MS, LOGIN_KEEPS_MS, type SignedIn } from './start-login.js';
import { type Visit, visitOf } from './visit.js';

export type Reply = FastifyReply & {
  setCookie(name: string, value: string, options: object): FastifyReply;
};
type Cookie = { name: string; value: string; keepsMs: number };

@Injectable()
export class Cookies {
  constructor(
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  visitOf(request: FastifyRequest): Visit {
    return visitOf(request, this.browserName);
  }

  welcome(answer: Answer<SignedIn>, reply: Reply): Answer<{ account: Account }> {
    if (!answer.ok) return answer;
    const { account, cookie, browser } = answer;
    this.set(reply, { name: this.credentials.cookieName, value: cookie, keepsMs: LOGIN_KEEPS_MS });
    if (browser) this.set(reply, { name: this.browserName, value: browser, keepsMs: BROWSER_KEEPS_MS });
    return { ok: true, account };
  }

  forget(reply: Reply): void {
    this.set(reply, { name: this.credentials.cookieName, value: '', keepsMs: 0 });
  }

  private get browserName(): string {
    return `${this.credentials.cookieName}-known`;
  }

  private set(reply: Reply, { name, value, keepsMs }: Cookie): void {
    const secure = isHttps(this.settings);
    const maxAge = keepsMs / 1000;
    reply.setCookie(name, value, { httpOnly: true, sameSite: 'strict', path: '/', secure, maxAge });
  }
}
