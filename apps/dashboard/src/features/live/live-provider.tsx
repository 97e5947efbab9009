import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Link, type LinkState, openLink } from '../../api/index.js';
import { now } from '../../time/clock.js';
import { type Board, emptyBoard, reconnected, takeEntries, takeSnapshot } from './live-board.js';

type Live = { board: Board; link: LinkState; deviceNews: number };

const LiveContext = createContext<Live>({ board: emptyBoard, link: 'connecting', deviceNews: 0 });

export function useLive(): Live {
  return useContext(LiveContext);
}

/** Grows by one whenever the account's devices have changed. */
export function useDeviceNews(): number {
  return useLive().deviceNews;
}

/** Keeps one socket open while somebody is signed in, and what it has brought. */
export function LiveProvider({ children }: { children: ComponentChildren }) {
  const board = useRef(emptyBoard);
  const [shown, setShown] = useState(emptyBoard);
  const [link, setLink] = useState<LinkState>('connecting');
  const [deviceNews, setDeviceNews] = useState(0);
  useEffect(() => {
    const show = (next: Board) => {
      board.current = next;
      setShown(next);
    };
    const join = async (through: Link) => {
      const askedAt = now();
      const answer = await through.joinLive();
      // The server answered somewhere between; the middle is wrong by half the way at most.
      if (answer?.ok) show(takeSnapshot(board.current, answer, (askedAt + now()) / 2));
    };
    const opened: Link = openLink({
      onState: (state) => {
        setLink(state);
        if (state === 'open') {
          board.current = reconnected(board.current);
          void join(opened);
        }
        // Whatever was paired while we were away counts as news as well.
        if (state === 'open') setDeviceNews((count) => count + 1);
      },
      onEntries: (message) => {
        const taken = takeEntries(board.current, message, now());
        show(taken.board);
        if (taken.hole) void join(opened);
      },
      onDevices: () => setDeviceNews((count) => count + 1),
    });
    return () => opened.close();
  }, []);
  const live = useMemo(() => ({ board: shown, link, deviceNews }), [shown, link, deviceNews]);
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}
