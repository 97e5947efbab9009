import { lookup } from 'node:dns/promises';
import net, { isIP, type Socket } from 'node:net';
import os from 'node:os';
import tls from 'node:tls';

export const OUTSIDE = Symbol('outside');

export type Dialled = { address: string; port: number; host: string; secure: boolean };

/** What outgoing requests need of the world: handed in, so that a test can hand in another. */
export type Outside = {
  /** Every address of a name. */
  resolve(name: string): Promise<string[]>;
  /** Opens a connection to exactly `address`; `host` is only the name a certificate must bear. */
  dial(to: Dialled): Socket;
  /** The addresses of this machine. */
  ownAddresses(): string[];
  /** Runs `work` later; the answer takes it back. */
  after(ms: number, work: () => void): () => void;
  /** From 0 up to, not including, 1. */
  chance(): number;
};

const resolve = async (name: string): Promise<string[]> =>
  (await lookup(name, { all: true, order: 'ipv4first' })).map(({ address }) => address);

function dial({ address, port, host, secure }: Dialled): Socket {
  if (!secure) return net.connect({ host: address, port });
  const name = isIP(host) === 0 ? { servername: host } : {};
  return tls.connect({ host: address, port, ALPNProtocols: ['http/1.1'], ...name });
}

const ownAddresses = (): string[] =>
  Object.values(os.networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));

function after(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms);
  timer.unref();
  return () => clearTimeout(timer);
}

export const theOutside: Outside = { resolve, dial, ownAddresses, after, chance: Math.random };
