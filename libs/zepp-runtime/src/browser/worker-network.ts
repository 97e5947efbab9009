import type { NetAnswer, Network, SocketEvents } from '../core/network.js';
import type { SocketEvent, ToPage } from './messages.js';

type Waiting = { resolve(answer: NetAnswer): void; reject(fault: Error): void };

/** The phone's network as the worker sees it: every request is a message to the page, which may refuse it. */
export class WorkerNetwork implements Network {
  private readonly waiting = new Map<number, Waiting>();
  private readonly sockets = new Map<number, SocketEvents>();
  private readonly send: (message: ToPage) => void;
  private last = 0;

  constructor(send: (message: ToPage) => void) {
    this.send = send;
  }

  fetch(request: Parameters<Network['fetch']>[0]): Promise<NetAnswer> {
    this.last += 1;
    const id = this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.send({ type: 'fetch', id, request });
    });
  }

  connect(url: string, protocols: string[], events: SocketEvents) {
    this.last += 1;
    const id = this.last;
    this.sockets.set(id, events);
    this.send({ type: 'connect', id, url, protocols });
    return {
      send: (data: string | Uint8Array) => this.send({ type: 'send', id, data }),
      close: (code: number, reason: string) => this.send({ type: 'close', id, code, reason }),
    };
  }

  settle(id: number, answer: NetAnswer | undefined, fault: string): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (answer === undefined) waiting?.reject(new Error(fault));
    else waiting?.resolve(answer);
  }

  hear(id: number, event: SocketEvent): void {
    const events = this.sockets.get(id);
    if (event.kind === 'open') events?.open();
    if (event.kind === 'message') events?.message(event.data);
    if (event.kind !== 'close') return;
    this.sockets.delete(id);
    if (event.code === 1006) events?.error(event.reason);
    events?.close(event.code, event.reason);
  }
}
