import { CsvController } from './csv/csv.controller.js';
import { FitController } from './fit/fit.controller.js';

export const exchangeFeature = { controllers: [CsvController, FitController], providers: [] };
