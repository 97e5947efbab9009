import { Changes } from './changes.js';
import { JournalController } from './journal.controller.js';
import { Journal } from './journal.js';

export const journalFeature = { controllers: [JournalController], providers: [Journal, Changes] };
