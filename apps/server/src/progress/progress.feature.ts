import { ProgressController } from './progress.controller.js';

export const progressFeature = { controllers: [ProgressController], providers: [] };
