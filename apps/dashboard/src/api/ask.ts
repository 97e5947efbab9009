/**
 * The only file that fetches. Cookies go along by themselves, because the page
 * and the interface share one origin; nothing here ever throws for the network.
 */
import { offline } from './problems.js';
import type { Answer } from './wire.js';

type Method = 'GET' | 'POST' | 'DELETE';
export const BASE = '/api/v1';

export async function ask<T>(method: Method, path: string, body?: unknown): Promise<Answer<T>> {
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
