import { EXPORT_ADDRESS } from '../../api/index.js';
import { PageHeader } from '../../ui/index.js';
import { SharedHistory } from '../sharing/index.js';
import { BringIn } from './bring-in.js';
import { OldHistory } from './old-history/old-history.js';

export function YourDataScreen() {
  return (
    <>
      <PageHeader title="Your data" lead="All of it is yours: take it with you, or bring it here." />
      <div class="stack">
        <section class="sheet stack your-data-part" aria-labelledby="download">
          <h2 id="download">Download everything</h2>
          <p>
            One file with every session, correction, routine, setting and plan. Passwords, keys, devices,
            webhooks and calendar addresses are not in it. Anyone who has the file can read it, so keep it
            well.
          </p>
          <div class="button-row">
            <a class="button button-primary" href={EXPORT_ADDRESS} download>
              Download everything
            </a>
          </div>
        </section>
        <SharedHistory />
        <OldHistory />
        <BringIn />
      </div>
    </>
  );
}
