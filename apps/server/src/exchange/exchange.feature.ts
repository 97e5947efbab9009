import { CsvController } from './csv/csv.controller.js';

export const exchangeFeature = { controllers: [CsvController], providers: [] };
