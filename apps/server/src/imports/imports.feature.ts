import { ImportsController } from './imports.controller.js';
import { SessionImports } from './session-imports.js';

export const importsFeature = { controllers: [ImportsController], providers: [SessionImports] };
