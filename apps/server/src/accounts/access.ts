import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Operation, Rule } from '../api/operation.js';
import { isOwnOrigin } from '../api/own-address.js';
import { operationAt } from '../api/served.js';
import { Refused } from '../problems/refused.js';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { barTo } from './admit.js';
import { Credentials, comesAsDevice, type Identified, type Shown } from './credentials.js';
import { isWork, Limits } from './limits.js';
import { HistoryGrants } from './sharing/history-grants.js';
import type { Who } from './who.js';

const UNLISTED = 'unlisted';

/** No part of the interface that clients use (pages, metrics): anyone may ask. All others are described as operations. */
export const Unlisted = () => SetMetadata(UNLISTED, true);

type Request = FastifyRequest & { who?: Who; historyOf?: string };

/** Who is behind the request; the guard has seen to it that they may. */
export const From = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const { who } = context.switchToHttp().getRequest<Request>();
  if (who === undefined) throw new Refused('unauthorized');
  return who;
});

/** Whose history is read: the own, or where `operations.ts` says `reader` that of who shares it. Nothing else is read by it. */
export const HistoryOf = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const { historyOf } = context.switchToHttp().getRequest<Request>();
  if (historyOf === undefined) throw new Refused('unauthorized');
  return historyOf;
});

const READS = new Set(['GET', 'HEAD']);
type Guarded = Rule & Pick<Operation, 'limit'>;
const FOR_ANYONE: Guarded = { access: ['anyone'], scopes: 'no-key' };

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(HistoryGrants) private readonly grants: HistoryGrants,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<Request>();
    const rule = this.ruleFor(request, context);
    const shown = shownBy(request, this.credentials.cookieName);
    this.refuseForeign(request, rule, shown);
    if (rule.access.includes('anyone')) return true;
    request.who = admit(await this.credentials.identify(shown), rule);
    request.historyOf = await this.ownerAsked(request, request.who, rule);
    this.takeTurn(request.who, rule);
    return true;
  }

  private takeTurn({ accountId }: Who, { limit }: Guarded): void {
    const tooOften = isWork(limit) ? this.limits.take([limit, accountId]) : undefined;
    if (tooOften) throw new Refused(tooOften.code, tooOften.retryAfterMs);
  }

  private async ownerAsked(request: Request, who: Who, rule: Rule): Promise<string> {
    const asked = await this.grants.ownerAsked({ who, rule, of: namedOwner(request) });
    if (!asked.ok) throw new Refused(asked.code);
    return asked.ownerId;
  }

  private ruleFor(request: Request, context: ExecutionContext): Guarded {
    const operation = operationAt(request.method, request.routeOptions.url ?? '');
    if (operation !== undefined) return operation;
    if (this.reflector.getAllAndOverride(UNLISTED, [context.getHandler(), context.getClass()]))
      return FOR_ANYONE;
    throw new Refused('not-found');
  }

  /** What a browser sends by itself must come from our own page: a cookie, or a form that earns one. */
  private refuseForeign(request: Request, { access }: Rule, shown: Shown): void {
    if (READS.has(request.method) || access.includes('device') || shown.token !== undefined) return;
    const { origin, host } = request.headers;
    const mayLack = access.includes('anyone') && origin === undefined;
    if (mayLack || (origin !== undefined && isOwnOrigin(origin, host, this.settings))) return;
    throw new Refused('wrong-origin');
  }
}

function admit(found: Identified, rule: Rule): Who {
  if (found.kind === 'nobody') throw new Refused(found.code);
  const bar = barTo(found, rule);
  if (bar !== undefined) throw new Refused(bar);
  return found;
}

/** A bearer header, even a useless one, and `as=device` both switch the cookie off. */
export function shownBy(request: FastifyRequest, cookieName: string): Shown {
  const header = request.headers.authorization;
  const cookie = (request as { cookies?: Record<string, string | undefined> }).cookies?.[cookieName];
  const token = header === undefined ? undefined : header.replace(/^Bearer\s+/i, '');
  return { token, cookie, asDevice: comesAsDevice(request) };
}

/** The address as it came, read here and nowhere else. Two owners in one question are nobody's. */
function namedOwner({ url }: FastifyRequest): string | undefined {
  const named = new URLSearchParams(url.replace(/^[^?]*/, '')).getAll('of');
  return named.length > 1 ? '' : named[0];
}
