export type NetRequest = {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | null;
  /** The answer is wanted as bytes, where the host can give them. */
  binary?: boolean;
};
export type NetAnswer = {
  status: number;
  statusText: string;
  headers: Record<string, string>;
  body: string;
  /** The body as it came; a host that has texts only leaves it out. */
  bytes?: Uint8Array;
};
export type SocketEvents = {
  open(): void;
  message(data: string | Uint8Array): void;
  close(code: number, reason: string): void;
  error(message: string): void;
};
export type NetSocket = { send(data: string | Uint8Array): void; close(code: number, reason: string): void };

/** The phone's way to the world. The host supplies it and may refuse, delay or record. */
export type Network = {
  fetch(request: NetRequest): Promise<NetAnswer>;
  /** Absent: the phone's engine has a WebSocket that never opens. Events come later, never within the call. */
  connect?(url: string, protocols: string[], events: SocketEvents): NetSocket;
  /** True while something asked of the real world is outstanding; virtual time then waits for it. */
  busy?(): boolean;
  /** Resolves when it no longer is, or when waiting has become pointless. */
  idle?(): Promise<void>;
};

/** A phone without a connection. */
export const noNetwork: Network = {
  fetch: () => Promise.reject(new Error('the phone is offline')),
};
