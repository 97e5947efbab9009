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
        {picture.detail !== '' && <p class="live-detail">{picture.detail}</p>}
        <SetDots set={picture.set} sets={picture.sets} />
        {picture.next !== '' && <p class="live-next">Next: {picture.next}</p>}
        <p class="small soft live-place">{picture.place}</p>
        {picture.silentMs > SILENCE_MS && (
          <p class="live-silence">
            Last heard {ago(picture.silentMs)}. The clock goes on from what the watch said then.
          </p>
        )}
      </div>
    </>
  );
}

/** Full for sets that are behind, ringed for the one that runs or comes next. */
function SetDots({ set, sets }: { set: number; sets: number }) {
  const look = (index: number) => (index < set ? 'dot-on' : index === set ? 'dot-now' : '');
  return (
    <p class="set-dots">
      <span class="unseen">
        Set {set} of {sets}
      </span>
      {Array.from({ length: sets }, (_, index) => (
        <i key={`set-${index + 1}`} class={`dot ${look(index + 1)}`} aria-hidden="true" />
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
