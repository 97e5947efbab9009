import { useEffect, useState } from 'preact/hooks';
import {
  type Device,
  fetchDevices,
  type Loaded,
  revokeDevice,
  sentenceFor,
  useAnswer,
} from '../../api/index.js';
import {
  Button,
  Confirm,
  EmptyState,
  LinkButton,
  PageHeader,
  useNow,
  useSay,
  WhenReady,
} from '../../ui/index.js';
import { useDeviceNews } from '../live/index.js';
import { DeviceList } from './device-list.js';
import { isActive } from './device-news.js';
import { PairPanel } from './pair-panel.js';

export function DevicesScreen() {
  const { loaded, again } = useAnswer(fetchDevices, 'devices');
  const [isPairing, setPairing] = useState(false);
  const news = useDeviceNews();
  // Every piece of news is a reason to ask again.
  useEffect(() => void again(), [news]);
  return (
    <>
      <PageHeader
        title="Devices"
        lead="Watches that may send to this server. Each has its own key; removing one ends it at once."
        actions={!isPairing && <Button onClick={() => setPairing(true)}>Pair a watch</Button>}
      />
      <div class="stack">
        {isPairing && <PairPanel activeDevices={activeIn(loaded)} onClose={() => setPairing(false)} />}
        <WhenReady loaded={loaded} onAgain={again}>
          {({ devices }) =>
            devices.length > 0 || isPairing ? <Devices devices={devices} onChanged={again} /> : <NoDevices />
          }
        </WhenReady>
      </div>
    </>
  );
}

function activeIn(loaded: Loaded<{ devices: Device[] }>): number {
  return loaded.status === 'ready' ? loaded.value.devices.filter(isActive).length : 0;
}

function Devices({ devices, onChanged }: { devices: Device[]; onChanged: () => void }) {
  const say = useSay();
  const now = useNow(10_000);
  const [leaving, setLeaving] = useState<Device>();
  const remove = async (device: Device) => {
    setLeaving(undefined);
    const answer = await revokeDevice(device.id);
    say(answer.ok ? `${device.name} can no longer send.` : sentenceFor(answer));
    onChanged();
  };
  // Those in use first; removed ones stay visible, because their sessions do too.
  const inOrder = [...devices].sort((one, other) => Number(isActive(other)) - Number(isActive(one)));
  return (
    <>
      <DeviceList devices={inOrder} now={now} onRemove={setLeaving} />
      {leaving !== undefined && (
        <Confirm
          title={`Remove ${leaving.name}?`}
          sentence="It can no longer send from this moment on. What it has sent so far stays. To use it again, pair it anew."
          yes="Remove"
          onYes={() => remove(leaving)}
          onNo={() => setLeaving(undefined)}
        />
      )}
    </>
  );
}

function NoDevices() {
  return (
    <EmptyState title="No watch is paired yet">
      <p>
        Pair your own watch with a short code, or try the virtual one in this browser. Sessions done before
        pairing arrive too.
      </p>
      <LinkButton href="/watch" kind="quiet">
        Open the virtual watch
      </LinkButton>
    </EmptyState>
  );
}
