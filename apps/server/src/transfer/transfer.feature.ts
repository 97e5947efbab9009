import { Exports } from './export/exports.js';
import { Imports } from './import/imports.js';
import { TransferController } from './transfer.controller.js';

export const transferFeature = { controllers: [TransferController], providers: [Exports, Imports] };
