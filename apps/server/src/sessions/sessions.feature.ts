import { SessionsController } from './sessions.controller.js';
import { Sessions } from './sessions.js';

export const sessionsFeature = { controllers: [SessionsController], providers: [Sessions] };
