import { ago } from '../../time/moments.js';
import { LinkButton } from '../../ui/index.js';
import type { LivePicture } from './live-picture.js';
import { Ring } from './ring.js';

/** After this long without a word the page stops pretending to know. */
export const SILENCE_MS = 20_000;

export function LiveCard({ picture }: { picture: LivePicture }) {
  return (
    <section class={`sheet live-card live-${picture.status}`} aria-label={picture.routineName}>
      <p class="unseen" aria-live="polite">
        {picture.spoken}
      </p>
      {picture.status === 'ended' ? <Finished picture={picture} /> : <Running picture={picture} />}
    </section>
  );
}

function Running({ picture }: { picture: LivePicture }) {
  return (
    <>
      <div class="dial" role="img" aria-label={`${picture.big} ${picture.bigUnit}`}>
        <Ring share={picture.share} />
        <p class="dial-number">
          <strong>{picture.big}</strong>
          <span>{picture.bigUnit}</span>
        </p>
      </div>
      <div class="live-words">
        <p class="soft">{picture.routineName}</p>
        <p class="live-kind">{picture.kind}</p>
        <h2>{picture.title}</h2>
        <SetDots done={picture.set} all={picture.sets} />
        {picture.next !== '' && <p class="live-next">Next: {picture.next}</p>}
        <p class="small soft">{picture.place}</p>
        {picture.silentMs > SILENCE_MS && (
          <p class="live-silence">
            Last heard {ago(picture.silentMs)}. The clock goes on from what the watch said then.
          </p>
        )}
      </div>
    </>
  );
}

function SetDots({ done, all }: { done: number; all: number }) {
  return (
    <p class="set-dots">
      <span class="unseen">
        Set {done} of {all}
      </span>
      {Array.from({ length: all }, (_, index) => (
        // A dot is nothing but its place.
        <i key={index} class={index < done ? 'dot dot-on' : 'dot'} aria-hidden="true" />
      ))}
    </p>
  );
}

function Finished({ picture }: { picture: LivePicture }) {
  return (
    <div class="live-words">
      <p class="soft">{picture.routineName}</p>
      <h2>{picture.title}</h2>
      <LinkButton href={`/sessions/${picture.sessionId}`}>Open the session</LinkButton>
    </div>
  );
}
