/** What the pages ask the server for; accounts and households have files of their own. */
import { ask, BASE } from './ask.js';
import type { HistoryImport, HistoryOptions, HistoryPreview } from './imports.js';
import type { ProgressExercises, ProgressReminders, ProgressYear, WeekProgress } from './progress.js';
import type {
  Device,
  FilePreview,
  HistoryPage,
  ImportRun,
  Me,
  PairingCode,
  SessionPage,
  Week,
} from './wire.js';

/** `of` names whose history it is; without it, one's own. */
type Of = string | undefined;
const shared = (of: Of, sign: '?' | '&' = '&'): string =>
  of === undefined ? '' : `${sign}of=${encodeURIComponent(of)}`;

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
export const fetchWeek = (day: string, of?: Of) =>
  ask<{ week: Week; lastContactAt?: number | null }>('GET', `/week?day=${day}${shared(of)}`);
export const fetchHistory = (before: string | undefined, limit: number, of?: Of) =>
  ask<HistoryPage>(
    'GET',
    `/sessions?limit=${limit}${before === undefined ? '' : `&before=${encodeURIComponent(before)}`}${shared(of)}`,
  );
export const fetchSession = (sessionId: string, of?: Of) =>
  ask<SessionPage>('GET', `/sessions/${encodeURIComponent(sessionId)}${shared(of, '?')}`);
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
export const fetchWeekProgress = (day: string, of?: Of) =>
  ask<WeekProgress>('GET', `/progress/week?day=${day}${shared(of)}`);
export const fetchYear = (year: string, of?: Of) =>
  ask<ProgressYear>('GET', `/progress/year?year=${year}${shared(of)}`);
export const fetchExercises = (range: { day: string; weeks: number }, of?: Of) =>
  ask<ProgressExercises>('GET', `/progress/exercises?day=${range.day}&weeks=${range.weeks}${shared(of)}`);
export const fetchReminders = (range: { day: string; weeks: number }) =>
  ask<ProgressReminders>('GET', `/progress/reminders?day=${range.day}&weeks=${range.weeks}`);
