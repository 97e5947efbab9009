/**
 * The only file that fetches. Cookies go along by themselves, because the page
 * and the interface share one origin; nothing here ever throws for the network.
 */
import { offline } from './problems.js';
import type { ProgressExercises, ProgressReminders, ProgressYear, WeekProgress } from './progress.js';
import type {
  Answer,
  Device,
  FilePreview,
  HistoryPage,
  ImportRun,
  Me,
  PairingCode,
  SessionPage,
  Week,
} from './wire.js';

type Method = 'GET' | 'POST' | 'DELETE';
const BASE = '/api/v1';

async function ask<T>(method: Method, path: string, body?: unknown): Promise<Answer<T>> {
  try {
    const response = await fetch(`${BASE}${path}`, request(method, body));
    return await readAnswer<T>(response);
  } catch {
    return offline;
  }
}

function request(method: Method, body: unknown): RequestInit {
  const always: RequestInit = { method, credentials: 'same-origin', cache: 'no-store' };
  if (body === undefined) return always;
  // A whole account: sent as it lies on the disk, never read into memory here.
  if (body instanceof Blob) return { ...always, headers: { 'content-type': 'application/x-ndjson' }, body };
  return { ...always, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function readAnswer<T>(response: Response): Promise<Answer<T>> {
  const body: unknown = await response.json().catch(() => undefined);
  // The server promises this shape on every status; anything else came from something in between.
  if (typeof body === 'object' && body !== null && 'ok' in body) return body as Answer<T>;
  return { ok: false, code: `http-${response.status}`, message: response.statusText };
}

export const fetchMe = () => ask<Me>('GET', '/me');
export const claim = (form: { token: string; name: string; password: string }) =>
  ask<Partial<Me>>('POST', '/claim', form);
export const login = (form: { name: string; password: string }) => ask<Partial<Me>>('POST', '/login', form);
export const loginSecond = (ticket: string, code: string) =>
  ask<Partial<Me>>('POST', '/login/second', { ticket, code });
export const join = (form: { token: string; name: string; password: string }) =>
  ask<Partial<Me>>('POST', '/join', form);
export const resetPassword = (form: { token: string; password: string }) =>
  ask<object>('POST', '/reset', form);
export const logout = () => ask<object>('POST', '/logout', {});
export const fetchWeek = (day: string) =>
  ask<{ week: Week; lastContactAt?: number | null }>('GET', `/week?day=${day}`);
export const fetchHistory = (before: string | undefined, limit: number) =>
  ask<HistoryPage>(
    'GET',
    `/sessions?limit=${limit}${before === undefined ? '' : `&before=${encodeURIComponent(before)}`}`,
  );
export const fetchSession = (sessionId: string) =>
  ask<SessionPage>('GET', `/sessions/${encodeURIComponent(sessionId)}`);
export const fetchDevices = () => ask<{ devices: Device[] }>('GET', '/devices');
export const makePairingCode = () => ask<PairingCode>('POST', '/pairing-codes', {});
export const revokeDevice = (deviceId: string) =>
  ask<object>('DELETE', `/devices/${encodeURIComponent(deviceId)}`);
/** Where the browser downloads everything from. */
export const EXPORT_ADDRESS = `${BASE}/export`;
export const previewImport = (file: Blob) => ask<{ preview: FilePreview }>('POST', '/import/preview', file);
export const beginImport = (file: Blob, digest: string) =>
  ask<{ import: ImportRun }>('POST', `/import?digest=${encodeURIComponent(digest)}`, file);
export const fetchImport = () => ask<{ import: ImportRun | null }>('GET', '/import');
export const fetchWeekProgress = (day: string) => ask<WeekProgress>('GET', `/progress/week?day=${day}`);
export const fetchYear = (year: string) => ask<ProgressYear>('GET', `/progress/year?year=${year}`);
export const fetchExercises = (range: { day: string; weeks: number }) =>
  ask<ProgressExercises>('GET', `/progress/exercises?day=${range.day}&weeks=${range.weeks}`);
export const fetchReminders = (range: { day: string; weeks: number }) =>
  ask<ProgressReminders>('GET', `/progress/reminders?day=${range.day}&weeks=${range.weeks}`);
