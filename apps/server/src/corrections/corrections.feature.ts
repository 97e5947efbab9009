import { CorrectionsController } from './corrections.controller.js';
import { Corrections } from './corrections.js';
import { Eraser } from './eraser.js';

export const correctionsFeature = {
  controllers: [CorrectionsController],
  providers: [Corrections, Eraser],
};
