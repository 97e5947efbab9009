import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type Grants, useDeed } from '../../api/index.js';
import { localZone } from '../../time/clock.js';
import { dateWithYear } from '../../time/moments.js';
import { Button, Confirm, LinkButton, Problem, useSay } from '../../ui/index.js';
import { type Ending, historyEnds, linkEnds, readerEnds } from './endings.js';
import { placeOf } from './whose.js';

export function GrantLists({ grants, onDone }: { grants: Grants; onDone: () => void }) {
  const [asked, setAsked] = useState<Ending>();
  const { problem, run } = useDeed();
  const say = useSay();
  const end = (ending: Ending) => {
    setAsked(undefined);
    return run(ending.end, () => {
      say(ending.said);
      onDone();
    });
  };
  return (
    <>
      <Rows grants={grants} onEnd={(ending) => (ending.question ? setAsked(ending) : end(ending))} />
      {problem !== '' && <Problem sentence={problem} />}
      {asked?.question !== undefined && (
        <Confirm {...asked.question} onYes={() => end(asked)} onNo={() => setAsked(undefined)} />
      )}
    </>
  );
}

type RowsProps = { grants: Grants; onEnd: (ending: Ending) => void };

export function Rows({ grants: { readers, links, histories }, onEnd }: RowsProps) {
  if (readers.length + links.length + histories.length === 0) return null;
  return (
    <ul class="part-rows">
      {readers.map((reader) => (
        <Row key={reader.id} name={reader.name} words={`May read your history since ${on(reader.since)}`}>
          <End word="End" name={reader.name} onClick={() => onEnd(readerEnds(reader))} />
        </Row>
      ))}
      {links.map((link) => (
        <Row
          key={link.id}
          name={link.note}
          words={`A link nobody has used yet, good until ${on(link.expiresAt)}`}
        >
          <End word="Withdraw" name={`the link for ${link.note}`} onClick={() => onEnd(linkEnds(link))} />
        </Row>
      ))}
      {histories.map((history) => (
        <Row key={history.id} name={history.name} words={`Lets you read since ${on(history.since)}`}>
          <LinkButton kind="quiet" href={placeOf('/history', history.id)}>
            Read
          </LinkButton>
          <End word="Stop" name={`reading ${history.name}`} onClick={() => onEnd(historyEnds(history))} />
        </Row>
      ))}
    </ul>
  );
}

const on = (at: number): string => dateWithYear(at, localZone(at));

function Row({ name, words, children }: { name: string; words: string; children: ComponentChildren }) {
  return (
    <li>
      <div>
        <h3>{name}</h3>
        <p class="small soft">{words}</p>
      </div>
      <div class="button-row">{children}</div>
    </li>
  );
}

/** The word is enough for who sees the row; a screen reader hears of whom. */
function End({ word, name, onClick }: { word: string; name: string; onClick: () => void }) {
  return (
    <Button kind="danger" onClick={onClick}>
      {word}
      <span class="unseen"> {name}</span>
    </Button>
  );
}
