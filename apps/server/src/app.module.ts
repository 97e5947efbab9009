import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessGuard } from './accounts/access.js';
import { AccountsController } from './accounts/accounts.controller.js';
import { Accounts } from './accounts/accounts.js';
import { Credentials } from './accounts/credentials.js';
import { CLOCK, type Clock } from './api/clock.js';
import { HealthController } from './api/health.controller.js';
import { LOG, type Log } from './api/log.js';
import { DATABASE, type Database } from './database/database.js';
import { DevicesController } from './devices/devices.controller.js';
import { Devices } from './devices/devices.js';
import { Changes } from './journal/changes.js';
import { JournalController } from './journal/journal.controller.js';
import { Journal } from './journal/journal.js';
import { Committed } from './live/committed.js';
import { Live } from './live/live.js';
import { Rooms } from './live/rooms.js';
import { SocketsGateway } from './live/sockets.gateway.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { StatusInterceptor } from './problems/status-interceptor.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { Sessions } from './sessions/sessions.js';
import { SETTINGS, type Settings } from './settings/settings.js';
import { WEB_ROOTS, WebController, type WebRoots } from './web/web.controller.js';

/** What the outside world is: handed in, so that a test can hand in another. */
export type World = { settings: Settings; database: Database; clock: Clock; log: Log; webRoots: WebRoots };

@Module({})
class AppModule {}

export const appIn = ({ settings, database, clock, log, webRoots }: World): DynamicModule => {
  return {
    module: AppModule,
    controllers: [
      HealthController,
      AccountsController,
      DevicesController,
      JournalController,
      SessionsController,
      WebController,
    ],
    providers: [
      { provide: SETTINGS, useValue: settings },
      { provide: DATABASE, useValue: database },
      { provide: CLOCK, useValue: clock },
      { provide: LOG, useValue: log },
      { provide: WEB_ROOTS, useValue: webRoots },
      { provide: APP_FILTER, useClass: ProblemFilter },
      { provide: APP_GUARD, useClass: AccessGuard },
      { provide: APP_INTERCEPTOR, useClass: StatusInterceptor },
      Accounts,
      Credentials,
      Devices,
      Journal,
      Changes,
      Sessions,
      Committed,
      Rooms,
      Live,
      SocketsGateway,
    ],
  };
};
