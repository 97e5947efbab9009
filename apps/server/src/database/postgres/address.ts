import { StartRefusal } from '../../settings/start-refusal.js';

/** Where a database is, in words for a person: never with its password. */
export function placeName(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url);
  const host = hostname || searchParams.get('host') || 'localhost';
  return `${decodeURIComponent(pathname.slice(1))} at ${host}:${port || '5432'}`;
}

type Fault = { code?: string; message?: string; errors?: Fault[] };

/** Why no connection came to be, for whoever started the server. */
export function unreachable(url: string, fault: unknown): StartRefusal {
  const { code = '', message = '', errors = [] } = (fault ?? {}) as Fault;
  const why = message || errors[0]?.message || code;
  return new StartRefusal(
    `The PostgreSQL database ${placeName(url)} (DATABASE_URL) cannot be used: ${why || 'it does not answer'}.`,
  );
}

/** True for a fault of the way to the database, or of a database that stops or starts: later it may be there again. */
export function isAway(fault: unknown): boolean {
  const { code = '', message = '' } = (fault ?? {}) as Fault;
  return /^(08|53|57P|55P03)|^E[A-Z]+$/.test(code) || AWAY_WORDS.test(message);
}
const AWAY_WORDS =
  /Connection terminated|connection timeout|timeout exceeded|not queryable|connection error|already released/i;
