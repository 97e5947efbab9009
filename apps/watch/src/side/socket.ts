import { io, type Socket } from 'socket.io-client';
import { type Answer, cutOff, isAnswer, refusal } from './answers.js';

export type SocketEnds = { revoked(): void };

/** A socket that refuses its token says so when it connects. */
type ConnectFault = Error & { data?: { code?: unknown } };

const codeOf = (fault: ConnectFault): string =>
  typeof fault.data?.code === 'string' ? fault.data.code : 'offline';

const connected = (socket: Socket): Promise<Answer> =>
  new Promise((resolve) => {
    if (socket.connected) resolve({ ok: true });
    socket.once('connect', () => resolve({ ok: true }));
    socket.once('connect_error', (fault: ConnectFault) => resolve(refusal(codeOf(fault), fault.message)));
    socket.connect();
  });

const emit = (socket: Socket, event: string, body: object): Promise<Answer> =>
  new Promise((resolve) => {
    const lost = () => resolve(refusal('offline', 'the socket closed'));
    socket.once('disconnect', lost);
    socket.emit(event, body, (answer: unknown) => {
      socket.off('disconnect', lost);
      resolve(isAnswer(answer) ? answer : refusal('not-plumbline'));
    });
  });

export type SocketRoad = { push(body: object): Promise<Answer>; close(): void };

/** One connection to one server with one token, made when first needed. */
export function openSocket(server: string, token: string, ends: SocketEnds): SocketRoad {
  const socket = io(server, {
    transports: ['websocket'],
    auth: { token },
    query: { as: 'device' },
    autoConnect: false,
    reconnection: false,
    forceNew: true,
  });
  socket.on('revoked', ends.revoked);
  const push = async (body: object): Promise<Answer> => {
    const open = await connected(socket);
    return open.ok ? emit(socket, 'journal:push', body) : open;
  };
  return {
    push: (body) => cutOff(push(body), refusal('offline', 'no answer within 10 s')),
    close: () => void socket.disconnect(),
  };
}
