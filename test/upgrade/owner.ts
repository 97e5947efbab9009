/** A household at a running server, through its documented interface only: so it can speak with any release. */
type Json = Record<string, unknown>;

export class Owner {
  private cookie = '';

  constructor(private readonly url: string) {}

  async ask(method: string, route: string, body?: unknown, token?: string): Promise<Json> {
    const { text, cookie } = await this.fetch(method, route, body, token);
    if (cookie) this.cookie = cookie;
    const answer = JSON.parse(text) as Json;
    if (answer.ok !== true) throw new Error(`${method} ${route}: ${text}`);
    return answer;
  }

  /** What an address answers, to the byte. */
  async read(route: string): Promise<string> {
    return (await this.fetch('GET', route)).text;
  }

  private async fetch(method: string, route: string, body?: unknown, token?: string) {
    const who = token === undefined ? { cookie: this.cookie } : { authorization: `Bearer ${token}` };
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(`${this.url}${route}`, {
      method,
      headers: { origin: this.url, ...who, ...json } as Record<string, string>,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { text: await response.text(), cookie: response.headers.get('set-cookie')?.split(';')[0] };
  }

  async pair(deviceName: string, journalId: string): Promise<{ token: string; deviceId: string }> {
    const { code } = await this.ask('POST', '/api/v1/pairing-codes', {});
    const paired = await this.ask('POST', '/api/v1/pair', { code, deviceName, journalId });
    return paired as { token: string; deviceId: string };
  }

  push(token: string, journalId: string, first: number, entries: readonly unknown[]): Promise<Json> {
    const body = { journalId, first, sentAt: Date.now() - 1_500, entries };
    return this.ask('POST', '/api/v1/journal', body, token);
  }
}
