import { createHmac } from 'node:crypto';

/** The value of `Plumbline-Signature`: the receiver computes `v1` again and compares; an old `t` is a replay. */
export function signatureOf(secret: string, at: number, body: string): string {
  const digest = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  return `t=${at},v1=${digest}`;
}
