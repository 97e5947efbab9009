import { useEffect, useState } from 'preact/hooks';
import { makePairingCode, type PairingCode, sentenceFor } from '../../api/index.js';
import { clockLength } from '../../time/durations.js';
import { Button, CopyButton, Problem, useNow } from '../../ui/index.js';
import { grouped, isOnlyThisComputer } from './device-news.js';

type PairPanelProps = { activeDevices: number; onClose: () => void };

/** Asks for a code and shows it until it is used or has run out. */
export function PairPanel({ activeDevices, onClose }: PairPanelProps) {
  const [made, setMade] = useState<PairingCode>();
  const [devicesBefore, setDevicesBefore] = useState(activeDevices);
  const isUsed = made !== undefined && activeDevices > devicesBefore;
  // One more device than when the code was made: it has done its work.
  useEffect(() => {
    if (isUsed) onClose();
  }, [isUsed, onClose]);
  const [problem, setProblem] = useState('');
  const make = async () => {
    const answer = await makePairingCode();
    setProblem(answer.ok ? '' : sentenceFor(answer));
    if (!answer.ok) return;
    setDevicesBefore(activeDevices);
    setMade(answer);
  };
  return (
    <section class="sheet stack pairing" aria-labelledby="pairing-title">
      <h2 id="pairing-title">Pair a watch</h2>
      <ol class="pairing-steps">
        <li>On the phone, open the Zepp app and there the settings page of Plumbline.</li>
        <li>Type the address and the code shown here.</li>
        <li>Come back: the watch appears in the list by itself.</li>
      </ol>
      {problem !== '' && <Problem sentence={problem} />}
      {made === undefined ? null : <CodeCard made={made} address={location.origin} />}
      <div class="button-row">
        <Button onClick={make}>{made === undefined ? 'Show a code' : 'Make a new code'}</Button>
        <Button kind="quiet" onClick={onClose}>
          Close
        </Button>
      </div>
    </section>
  );
}

export function CodeCard({ made, address }: { made: PairingCode; address: string }) {
  const leftMs = made.expiresAt - useNow(1000);
  return (
    <div class="code-card">
      <dl>
        <Copyable name="Address" value={address} />
        <Copyable name="Code" value={grouped(made.code)} />
      </dl>
      <p class="small">
        {leftMs > 0
          ? `Works once, for another ${clockLength(leftMs)} minutes.`
          : 'This code has run out. Make a new one.'}
      </p>
      {isOnlyThisComputer(new URL(address).hostname) && (
        <p class="small soft">
          This address works on this computer only, which is right for the virtual watch. For a phone, start
          the server with HOST=0.0.0.0 and open this page under the address it prints.
        </p>
      )}
    </div>
  );
}

function Copyable({ name, value }: { name: string; value: string }) {
  return (
    <div class="copyable">
      <dt>{name}</dt>
      <dd>{value}</dd>
      <CopyButton name={name} value={value} />
    </div>
  );
}
