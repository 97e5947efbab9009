import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Settings } from '../settings/settings.js';

export type Reader = { headers: IncomingHttpHeaders; remoteAddress: string | undefined };
type Rules = Pick<Settings, 'metricsToken' | 'publicUrl' | 'trustProxy'>;

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];
const LOOPBACK = /^(?:::ffff:)?127\.\d+\.\d+\.\d+$|^::1$/;
const LOOPBACK_HOST = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i;

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * With METRICS_TOKEN set, whoever shows it. Without, only this machine, and only while nothing stands in front: behind a
 * proxy on the same machine everybody would come from 127.0.0.1.
 */
export function mayRead({ headers, remoteAddress }: Reader, rules: Rules): boolean {
  if (rules.metricsToken !== undefined) {
    const shown = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    return shown !== undefined && timingSafeEqual(digest(shown), digest(rules.metricsToken));
  }
  if (rules.publicUrl !== undefined || rules.trustProxy !== false) return false;
  if (FORWARDED.some((name) => headers[name] !== undefined)) return false;
  return LOOPBACK.test(remoteAddress ?? '') && LOOPBACK_HOST.test(headers.host ?? '');
}
