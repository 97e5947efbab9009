import { CsvController } from './csv/csv.controller.js';
import { FitController } from './fit/fit.controller.js';
import { ReportController } from './report/report.controller.js';

export const exchangeFeature = {
  controllers: [CsvController, FitController, ReportController],
  providers: [],
};
