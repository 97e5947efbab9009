import { useLocation } from 'preact-iso/router';
import { ownersWords, placeOf, useWhose } from './whose.js';

/** Whose history is looked at. Nothing, where there is nobody's but one's own. */
export function WhoseChoice() {
  const { path } = useLocation();
  const { of, histories } = useWhose();
  if (histories.length === 0 && of === undefined) return null;
  const places = [
    { id: undefined, name: 'Yours' },
    ...histories.map(({ id, name }) => ({ id, name: ownersWords(name) })),
  ];
  return (
    <nav class="whose" aria-label="Whose history">
      <ul>
        {places.map(({ id, name }) => (
          <li key={id ?? 'own'}>
            <a href={placeOf(path, id)} aria-current={id === of ? 'page' : undefined}>
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
