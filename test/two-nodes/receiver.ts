/** Hears webhooks and counts them; it can be told to hear and say nothing. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Heard = { path: string; id: string };

export class Receiver {
  readonly heard: Heard[] = [];
  /** While set, requests are heard and never answered. */
  isSilent = false;
  /** How many requests ended before they were answered. */
  broken = 0;
  address = '';
  private readonly server = createServer((request, response) => this.hear(request, response));

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.address = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** How often each delivery came to a path. */
  countsAt(path: string): Map<string, number> {
    const counts = new Map<string, number>();
    for (const one of this.heard) if (one.path === path) counts.set(one.id, (counts.get(one.id) ?? 0) + 1);
    return counts;
  }

  private hear(request: IncomingMessage, response: ServerResponse): void {
    request.resume();
    response.once('close', () => {
      if (!response.writableEnded) this.broken += 1;
    });
    this.heard.push({ path: request.url ?? '', id: String(request.headers['plumbline-delivery']) });
    if (!this.isSilent) response.end();
  }
}
