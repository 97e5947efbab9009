import { type ComponentChildren, createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { fetchGrants, type Grants, type Loaded, type Party, useAnswer } from '../../api/index.js';

type Held = { loaded: Loaded<Grants>; again: () => void };
const Granted = createContext<Held>({ loaded: { status: 'loading' }, again: () => {} });

/** Asks once whose histories may be read; where that changes, `again` asks anew. */
export function GrantsProvider({ children }: { children: ComponentChildren }) {
  const { loaded, again } = useAnswer(fetchGrants, 'grants');
  const held = useMemo(() => ({ loaded, again: () => void again() }), [loaded, again]);
  return <Granted.Provider value={held}>{children}</Granted.Provider>;
}

export const useGrants = (): Held => useContext(Granted);

/** Somebody else's history is named in the address by the account that it belongs to; without that it is one's own. */
export type Whose = { of?: string | undefined; name?: string | undefined; histories: readonly Party[] };

export function useWhose(): Whose {
  const { query } = useLocation();
  const { loaded } = useGrants();
  const histories = loaded.status === 'ready' ? loaded.value.histories : [];
  const of = query.of === '' ? undefined : query.of;
  return { of, histories, name: histories.find(({ id }) => id === of)?.name };
}

/** The same place in the history of `of`, or in one's own. */
export const placeOf = (path: string, of: string | undefined): string =>
  of === undefined ? path : `${path}?of=${encodeURIComponent(of)}`;

/** What a screen about somebody else is called; its name may not be known yet, or no more. */
export const ownersWords = (name: string | undefined): string =>
  name === undefined ? 'Shared' : `${name}’s`;
