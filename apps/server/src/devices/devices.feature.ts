import { DevicesController } from './devices.controller.js';
import { Devices } from './devices.js';

export const devicesFeature = { controllers: [DevicesController], providers: [Devices] };
