import type { PlanRow } from '../../api/index.js';
import { movementName } from '../../words/movement-words.js';
import type { BlockRows } from './block-rows.js';
import { amount, doneWords, restWords, statusWord } from './row-words.js';

/** One table of planned against done; on a narrow screen each row folds into two lines. */
export function StepsTable({ block }: { block: BlockRows }) {
  const headingId = `block-${block.id}`;
  return (
    <section class="block" aria-labelledby={headingId}>
      <h2 id={headingId}>{block.name ?? 'All steps'}</h2>
      <table class="steps">
        <thead>
          <tr>
            <th scope="col">Exercise</th>
            <th scope="col">Side</th>
            <th scope="col" class="number">
              Set
            </th>
            <th scope="col" class="number">
              Target
            </th>
            <th scope="col" class="number">
              Done
            </th>
            <th scope="col" class="number">
              Rest before
            </th>
            <th scope="col">Status</th>
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row) => (
            <StepRow key={row.step} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function StepRow({ row }: { row: PlanRow }) {
  return (
    <tr class={`status-${row.status}`}>
      <th scope="row">{movementName(row.movement)}</th>
      <td class={row.side === undefined ? 'side no-side' : 'side'}>{row.side ?? '–'}</td>
      <td data-name="Set" class="number">
        {row.set}
      </td>
      <td data-name="Target" class="number">
        {amount(row.target, row.unit)}
      </td>
      <td data-name="Done" class="number done">
        {doneWords(row)}
      </td>
      <td data-name="Rest before" class="number">
        {restWords(row)}
      </td>
      <td class="status">{statusWord(row)}</td>
    </tr>
  );
}
