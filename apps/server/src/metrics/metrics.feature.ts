import { Metering } from './metering.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';

export const metricsFeature = { controllers: [MetricsController], providers: [Metrics, Metering] };
