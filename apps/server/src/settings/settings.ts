import { isIP } from 'node:net';
import path from 'node:path';
import { LOG_LEVELS, type LogThreshold } from '../api/log.js';
import { readAllowed } from '../outgoing/target.js';

/** What the operator decides; everything else has one right value. */
export type Settings = {
  port: number;
  host: string;
  dataDir: string;
  /** A PostgreSQL database instead of the embedded one in `dataDir`. */
  databaseUrl?: string;
  /** Where servers on one database hear each other. */
  redisUrl?: string;
  /** Origin under which browsers reach the server, when it is not the address it listens on. */
  publicUrl?: URL;
  trustProxy: false | number | string;
  /** Places that outgoing requests may reach although they lie in this network. */
  outgoingAllow?: ReadonlySet<string>;
  /** Who shows it may read `/metrics`; without one only this machine may. */
  metricsToken?: string;
  /** From which level on the log is written; `info` when it is not said. */
  logLevel?: LogThreshold;
};

export const SETTINGS = Symbol('settings');

type Environment = Record<string, string | undefined>;
type Read = { settings: Settings } | { problems: string[] };

/** Reads the variables; every one that is wrong gets a sentence. */
export function readSettings(env: Environment): Read {
  const problems: string[] = [];
  const note = <T>(value: T | string[]): T | undefined => {
    if (!Array.isArray(value)) return value;
    problems.push(...value);
    return undefined;
  };
  const port = note(readPort(env.PORT));
  const host = note(readHost(env.HOST));
  const publicUrl = note(readPublicUrl(env.PUBLIC_URL));
  const trustProxy = note(readTrustProxy(env.TRUST_PROXY));
  const outgoingAllow = note(readOutgoingAllow(env.OUTGOING_ALLOW));
  const metricsToken = note(readMetricsToken(env.METRICS_TOKEN));
  const logLevel = note(readLogLevel(env.LOG_LEVEL));
  const databaseUrl = note(readDatabaseUrl(env.DATABASE_URL));
  const redisUrl = note(readRedisUrl(env.REDIS_URL, databaseUrl));
  if (problems.length > 0) return { problems };
  const dataDir = path.resolve(env.DATA_DIR?.trim() || './data');
  const always = { port: port ?? 4180, host: host ?? '127.0.0.1', dataDir, trustProxy: trustProxy ?? false };
  const maybe = { databaseUrl, redisUrl, publicUrl, outgoingAllow, metricsToken, logLevel };
  const said = Object.fromEntries(Object.entries(maybe).filter(([, value]) => value !== undefined));
  return { settings: { ...always, ...said } };
}

/** Neither address is repeated in a sentence: it may hold a password, and sentences end in logs. */
function readDatabaseUrl(text = ''): string | undefined | string[] {
  const url = text.trim();
  if (url === '') return undefined;
  if (/^postgres(ql)?:$/.test(protocolOf(url)) && new URL(url).pathname.length > 1) return url;
  return ['DATABASE_URL must be like postgres://user:password@host:5432/database; what it is now is not.'];
}

function readRedisUrl(text = '', databaseUrl: string | undefined): string | undefined | string[] {
  const url = text.trim();
  if (url === '') return undefined;
  if (!/^rediss?:$/.test(protocolOf(url)))
    return ['REDIS_URL must be like redis://user:password@host:6379; what it is now is not.'];
  if (databaseUrl !== undefined) return url;
  return [
    'REDIS_URL is for several servers on one PostgreSQL database, and DATABASE_URL is not set; the embedded database belongs to one server.',
  ];
}

const protocolOf = (url: string): string => (URL.canParse(url) ? new URL(url).protocol : '');

function readPort(text = ''): number | string[] {
  if (text.trim() === '') return 4180;
  const port = Number(text);
  if (/^\d+$/.test(text.trim()) && port <= 65_535) return port;
  return [`PORT must be a number from 0 to 65535; it is "${text}".`];
}

function readHost(text = ''): string | string[] {
  const host = text.trim() || '127.0.0.1';
  if (isIP(host) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host)) return host;
  return [`HOST must be an address or a name to listen on, such as 127.0.0.1 or 0.0.0.0; it is "${text}".`];
}

function readPublicUrl(text = ''): URL | undefined | string[] {
  if (text.trim() === '') return undefined;
  const wrong = [`PUBLIC_URL must be an http or https address without a path; it is "${text}".`];
  if (!URL.canParse(text.trim())) return wrong;
  const url = new URL(text.trim());
  const bare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  return ['http:', 'https:'].includes(url.protocol) && bare ? url : wrong;
}

function readOutgoingAllow(text = ''): ReadonlySet<string> | undefined | string[] {
  if (text.trim() === '') return undefined;
  const wrong = `OUTGOING_ALLOW must be places as host:port, divided by commas; it is "${text}".`;
  return readAllowed(text) ?? [wrong];
}

/** The sentence never repeats it: it is a secret, if a bad one. */
function readMetricsToken(text = ''): string | undefined | string[] {
  const token = text.trim();
  if (token === '') return undefined;
  return /^[\x21-\x7e]{16,200}$/.test(token)
    ? token
    : ['METRICS_TOKEN must be 16 to 200 signs without blanks, such as `openssl rand -hex 24` prints.'];
}

function readLogLevel(text = ''): LogThreshold | undefined | string[] {
  const level = text.trim().toLowerCase();
  if (level === '') return undefined;
  const known = LOG_LEVELS.find((each) => each === level);
  return known ?? [`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}; it is "${text}".`];
}

/** Never all of them: whoever asks could then name any address as its own, and no limit by caller would hold. */
function readTrustProxy(text = ''): false | number | string | string[] {
  const value = text.trim();
  if (value === '' || value === 'false') return false;
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const networks = value.split(',').map((part) => part.trim());
  if (networks.every((part) => isIP(part.replace(/\/\d{1,3}$/, '')))) return networks.join(',');
  return [
    `TRUST_PROXY must be false, the number of proxies (1 for one), or their addresses divided by commas; it is "${text}".`,
  ];
}
