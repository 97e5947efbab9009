/** A proxy as it stands before several servers: each new connection goes to the next that takes it. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';

export class RoundRobin {
  private turn = 0;
  private readonly server: Server = createServer((client) => this.pass(client, this.ports.length));
  private readonly open = new Set<Socket>();

  constructor(private readonly ports: readonly number[]) {}

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    for (const socket of this.open) socket.destroy();
  }

  private pass(client: Socket, tries: number): void {
    if (tries === 0) return void client.destroy();
    this.turn += 1;
    const port = this.ports[this.turn % this.ports.length] as number;
    const server = connect(port, '127.0.0.1');
    const end = () => {
      client.destroy();
      server.destroy();
    };
    const again = () => this.pass(client, tries - 1);
    server.once('error', again);
    server.once('connect', () => {
      server.off('error', again).on('error', end).once('close', end);
      client.pipe(server).pipe(client);
    });
    for (const socket of [client, server])
      this.open.add(socket.once('close', () => this.open.delete(socket)));
    if (client.listenerCount('error') === 0) client.on('error', end).once('close', end);
  }
}
