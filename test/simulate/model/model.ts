import { CorrectionsModel } from './corrections-model.js';
import { DocumentsModel } from './documents-model.js';
import { JournalModel } from './journal-model.js';

/** Everything that people and watches were promised, said without a line of the product's own code. */
export class Model {
  readonly journal = new JournalModel();
  readonly documents = new DocumentsModel();
  readonly corrections = new CorrectionsModel();
}
