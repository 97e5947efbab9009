import { type Answer, cutOff, isAnswer, refusal } from './answers.js';

export type HttpCall = {
  server: string;
  path: string;
  method: 'GET' | 'POST';
  token?: string;
  body?: object;
};

/** With a scheme and without a trailing slash; what people type has neither. Undefined when it cannot be an address. */
export function readAddress(typed: string): string | undefined {
  const text = typed.trim().replace(/\/+$/, '');
  if (text === '' || /\s/.test(text)) return undefined;
  if (/^https?:\/\/[^/]+/i.test(text)) return text;
  return /^[a-z]+:\/\//i.test(text) ? undefined : `http://${text}`;
}

const bodyOf = (body: unknown): unknown => {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** Engines name a bad certificate in many words. */
const CERTIFICATE = /certificate|cert_|ssl|tls|trust anchor|handshake/i;

const faultOf = (fault: unknown): Answer => {
  const words =
    fault instanceof Error ? fault.message : String((fault as { message?: unknown })?.message ?? fault);
  return CERTIFICATE.test(words) ? refusal('certificate', words) : refusal('offline', words);
};

async function call({ server, path, method, token, body }: HttpCall): Promise<Answer> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json' };
  if (token !== undefined) headers.Authorization = `Bearer ${token}`;
  const request = { url: `${server}${path}`, method, headers };
  try {
    const response = await fetch(body === undefined ? request : { ...request, body: JSON.stringify(body) });
    const answer = bodyOf(response.body);
    if (isAnswer(answer)) return answer;
    return { ok: false, code: 'not-plumbline', httpStatus: response.status, body: answer };
  } catch (fault) {
    return faultOf(fault);
  }
}

/** One request, cut at 10 s. A body that is no answer of ours comes back as `not-plumbline` with its status. */
export const callHttp = (request: HttpCall): Promise<Answer> =>
  cutOff(call(request), refusal('offline', 'no answer within 10 s'));
