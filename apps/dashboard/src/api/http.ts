/**
 * The only file that fetches. Cookies go along by themselves, because the page
 * and the interface share one origin; nothing here ever throws for the network.
 */
import type { HistoryImport, HistoryOptions, HistoryPreview } from './imports.js';
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
  // A file is sent as it lies on the disk, never read into memory here; its type says what for.
  if (body instanceof Blob) return { ...always, headers: { 'content-type': body.type }, body };
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
const typed = (file: Blob, type: string): Blob => file.slice(0, file.size, type);
/** A whole account. */
const lines = (file: Blob) => typed(file, 'application/x-ndjson');
export const previewImport = (file: Blob) =>
  ask<{ preview: FilePreview }>('POST', '/import/preview', lines(file));
export const beginImport = (file: Blob, digest: string) =>
  ask<{ import: ImportRun }>('POST', `/import?digest=${encodeURIComponent(digest)}`, lines(file));
export const fetchImport = () => ask<{ import: ImportRun | null }>('GET', '/import');
/** Sessions of earlier days: what the file is, the server sees by its bytes. */
const history = (file: Blob) => typed(file, 'application/octet-stream');
export const previewHistory = (file: Blob, options: HistoryOptions) =>
  ask<{ preview: HistoryPreview }>(
    'POST',
    `/session-imports/preview?${new URLSearchParams({ options: JSON.stringify(options) })}`,
    history(file),
  );
export const bringHistory = (
  file: Blob,
  options: HistoryOptions,
  wish: Record<'take' | 'digest' | 'name', string>,
) =>
  ask<{ import: HistoryImport }>(
    'POST',
    `/session-imports?${new URLSearchParams({ options: JSON.stringify(options), ...wish })}`,
    history(file),
  );
export const fetchHistoryImports = () => ask<{ imports: HistoryImport[] }>('GET', '/session-imports');
export const takeHistoryBack = (id: string) =>
  ask<{ import: HistoryImport }>('DELETE', `/session-imports/${encodeURIComponent(id)}`);
export const bringHistoryBack = (id: string) =>
  ask<{ import: HistoryImport }>('POST', `/session-imports/${encodeURIComponent(id)}/restore`, {});
export const fetchWeekProgress = (day: string) => ask<WeekProgress>('GET', `/progress/week?day=${day}`);
export const fetchYear = (year: string) => ask<ProgressYear>('GET', `/progress/year?year=${year}`);
export const fetchExercises = (range: { day: string; weeks: number }) =>
  ask<ProgressExercises>('GET', `/progress/exercises?day=${range.day}&weeks=${range.weeks}`);
export const fetchReminders = (range: { day: string; weeks: number }) =>
  ask<ProgressReminders>('GET', `/progress/reminders?day=${range.day}&weeks=${range.weeks}`);
