import WebSocket from 'ws';
import type { NetAnswer, NetRequest, NetSocket, Network, SocketEvents } from '../core/network.js';

/** A socket that has been written to and has not answered for so long is not waited for any more. */
const PATIENCE_MS = 150;
/** The platform cuts a request by then. */
const REQUEST_PATIENCE_MS = 10_000;
const LOOK_MS = 3;

const bytesOf = (data: WebSocket.RawData): Uint8Array => {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data));
  return data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data);
};

type Wait = { since: number; patienceMs: number };

/** More than a phone would hold for a program. */
const MOST_BYTES = 32 * 1024 * 1024;

async function readBounded({ body }: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > MOST_BYTES) throw new Error(`the answer is larger than ${MOST_BYTES / 1024 / 1024} MB`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

async function realFetch(request: NetRequest): Promise<NetAnswer> {
  const { url, method, headers, body, binary = false } = request;
  const response = await fetch(url, { method, headers, body, redirect: 'follow' });
  const bytes = await readBounded(response);
  return {
    status: response.status,
    statusText: response.statusText,
    headers: Object.fromEntries(response.headers),
    body: binary ? '' : new TextDecoder().decode(bytes),
    ...(binary ? { bytes } : {}),
  };
}

/** The real network through Node. Counts what is out, so that a virtual clock can wait for it. */
export function nodeNetwork(): Network {
  const waits = new Set<Wait>();
  const wait = (patienceMs = PATIENCE_MS): Wait => {
    const made = { since: Date.now(), patienceMs };
    waits.add(made);
    return made;
  };
  const busy = () => waits.size > 0;

  const connect = (url: string, protocols: string[], events: SocketEvents): NetSocket => {
    const socket = new WebSocket(url, protocols);
    const opening = wait();
    let asked: Wait | undefined;
    const heard = () => {
      waits.delete(opening);
      if (asked !== undefined) waits.delete(asked);
    };
    socket.on('open', () => {
      heard();
      events.open();
    });
    socket.on('message', (data, binary) => {
      heard();
      events.message(binary ? bytesOf(data) : String(data));
    });
    socket.on('error', (fault) => events.error(fault.message));
    socket.on('close', (code, reason) => {
      heard();
      events.close(code, String(reason));
    });
    return {
      send(data) {
        if (socket.readyState !== WebSocket.OPEN) return;
        if (asked !== undefined) waits.delete(asked);
        asked = wait();
        socket.send(data);
      },
      close(code, reason) {
        if (socket.readyState === WebSocket.CONNECTING) return socket.terminate();
        socket.close(code === 1000 || (code >= 3000 && code < 5000) ? code : 1000, reason);
      },
    };
  };

  return {
    async fetch(request) {
      const asked = wait(REQUEST_PATIENCE_MS);
      try {
        return await realFetch(request);
      } finally {
        waits.delete(asked);
      }
    },
    connect,
    busy,
    async idle() {
      await new Promise((done) => setTimeout(done, LOOK_MS));
      const now = Date.now();
      for (const one of waits) if (now - one.since > one.patienceMs) waits.delete(one);
    },
  };
}
