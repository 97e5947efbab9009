import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessGuard } from './accounts/access.js';
import { accountsFeature } from './accounts/accounts.feature.js';
import { CLOCK, type Clock } from './api/clock.js';
import { HealthController } from './api/health.controller.js';
import { LOG, type Log } from './api/log.js';
import { Readiness } from './api/readiness.js';
import { Reports } from './api/reports.js';
import { calendarFeature } from './calendar/calendar.feature.js';
import { correctionsFeature } from './corrections/corrections.feature.js';
import { DATABASE, type Database } from './database/database.js';
import { devicesFeature } from './devices/devices.feature.js';
import { documentsFeature } from './documents/documents.feature.js';
import { exchangeFeature } from './exchange/exchange.feature.js';
import { importsFeature } from './imports/imports.feature.js';
import { journalFeature } from './journal/journal.feature.js';
import { liveFeature } from './live/live.feature.js';
import { metricsFeature } from './metrics/metrics.feature.js';
import { outgoingFeature } from './outgoing/outgoing.feature.js';
import { OUTSIDE, type Outside } from './outgoing/outside.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { StatusInterceptor } from './problems/status-interceptor.js';
import { progressFeature } from './progress/progress.feature.js';
import { sessionsFeature } from './sessions/sessions.feature.js';
import { SETTINGS, type Settings } from './settings/settings.js';
import { transferFeature } from './transfer/transfer.feature.js';
import { WEB_ROOTS, WebController, type WebRoots } from './web/web.controller.js';
import { webhooksFeature } from './webhooks/webhooks.feature.js';

/** What the outside world is: handed in, so that a test can hand in another. */
export type World = {
  settings: Settings;
  database: Database;
  clock: Clock;
  log: Log;
  webRoots: WebRoots;
  outside: Outside;
};

/** Each folder of `src` that answers requests or does work; all share one list of providers. */
const FEATURES: Feature[] = [
  accountsFeature,
  correctionsFeature,
  devicesFeature,
  documentsFeature,
  exchangeFeature,
  importsFeature,
  journalFeature,
  progressFeature,
  sessionsFeature,
  liveFeature,
  outgoingFeature,
  webhooksFeature,
  calendarFeature,
  metricsFeature,
  transferFeature,
];

type Feature = { controllers: Type[]; providers: Provider[] };

@Module({})
class AppModule {}

export const appIn = ({ settings, database, clock, log, webRoots, outside }: World): DynamicModule => {
  return {
    module: AppModule,
    controllers: [HealthController, WebController, ...FEATURES.flatMap(({ controllers }) => controllers)],
    providers: [
      { provide: SETTINGS, useValue: settings },
      { provide: DATABASE, useValue: database },
      { provide: CLOCK, useValue: clock },
      { provide: LOG, useValue: log },
      { provide: WEB_ROOTS, useValue: webRoots },
      { provide: OUTSIDE, useValue: outside },
      Reports,
      Readiness,
      { provide: APP_FILTER, useClass: ProblemFilter },
      { provide: APP_GUARD, useClass: AccessGuard },
      { provide: APP_INTERCEPTOR, useClass: StatusInterceptor },
      ...FEATURES.flatMap(({ providers }) => providers),
    ],
  };
};
