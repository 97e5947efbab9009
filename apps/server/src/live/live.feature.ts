import { Committed } from './committed.js';
import { Live } from './live.js';
import { Rooms } from './rooms.js';
import { SocketsGateway } from './sockets.gateway.js';

export const liveFeature = { controllers: [], providers: [Committed, Rooms, Live, SocketsGateway] };
