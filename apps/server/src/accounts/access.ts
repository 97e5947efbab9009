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
import { isOwnOrigin } from '../api/own-address.js';
import { Refused } from '../problems/refused.js';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { Credentials, comesAsDevice, type Identified, type Shown } from './credentials.js';
import type { Who } from './who.js';

type Kind = Who['kind'] | 'anyone';
const ALLOWED = 'allowed';

/** Who may use an address. Without this decorator only a signed-in person may. */
export const Allow = (...kinds: Kind[]) => SetMetadata(ALLOWED, kinds);

type Request = FastifyRequest & { who?: Who };

/** The account or device behind the request; the guard has seen to it that it is an allowed one. */
export const From = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const { who } = context.switchToHttp().getRequest<Request>();
  if (who === undefined) throw new Refused('unauthorized');
  return who;
});

const READS = new Set(['GET', 'HEAD']);

@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Credentials) private readonly credentials: Credentials,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const handlers = [context.getHandler(), context.getClass()];
    const allowed = this.reflector.getAllAndOverride<Kind[] | undefined>(ALLOWED, handlers) ?? ['account'];
    const request = context.switchToHttp().getRequest<Request>();
    const shown = shownBy(request, this.credentials.cookieName);
    this.refuseForeign(request, allowed, shown);
    if (allowed.includes('anyone')) return true;
    request.who = admit(await this.credentials.identify(shown), allowed);
    return true;
  }

  /** What a browser sends by itself must come from our own page: a cookie, or a form that earns one. */
  private refuseForeign(request: Request, allowed: Kind[], shown: Shown): void {
    if (READS.has(request.method) || allowed.includes('device') || shown.token !== undefined) return;
    const { origin, host } = request.headers;
    const mayLack = allowed.includes('anyone') && origin === undefined;
    if (mayLack || (origin !== undefined && isOwnOrigin(origin, host, this.settings))) return;
    throw new Refused('wrong-origin');
  }
}

function admit(found: Identified, allowed: Kind[]): Who {
  if (found.kind === 'nobody') throw new Refused(found.code);
  if (!allowed.includes(found.kind)) throw new Refused('forbidden');
  return found;
}

/** A bearer header, even a useless one, and `as=device` both switch the cookie off. */
export function shownBy(request: FastifyRequest, cookieName: string): Shown {
  const header = request.headers.authorization;
  const cookie = (request as { cookies?: Record<string, string | undefined> }).cookies?.[cookieName];
  const token = header === undefined ? undefined : header.replace(/^Bearer\s+/i, '');
  return { token, cookie, asDevice: comesAsDevice(request) };
}
