import { DocumentsController } from './documents.controller.js';
import { Documents } from './documents.js';

export const documentsFeature = { controllers: [DocumentsController], providers: [Documents] };
