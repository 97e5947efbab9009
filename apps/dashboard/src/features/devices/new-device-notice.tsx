import { useEffect, useRef, useState } from 'preact/hooks';
import { type Device, fetchDevices, revokeDevice, sentenceFor } from '../../api/index.js';
import { Button, useSay } from '../../ui/index.js';
import { useDeviceNews } from '../live/index.js';
import { newDevices } from './device-news.js';

/** Names a device the moment it is paired, on whatever page its owner is, with the way to throw it out. */
export function NewDeviceNotice() {
  const [fresh, setFresh] = useNewDevices();
  const say = useSay();
  const settle = (device: Device) => setFresh(fresh.filter((other) => other.id !== device.id));
  const remove = async (device: Device) => {
    const answer = await revokeDevice(device.id);
    say(answer.ok ? `${device.name} can no longer send.` : sentenceFor(answer));
    if (answer.ok) settle(device);
  };
  return (
    <div role="status">
      {fresh.map((device) => (
        <div key={device.id} class="notice new-device">
          <span>
            <strong>{device.name}</strong> was just paired with your account.
          </span>
          <span class="button-row">
            <Button kind="danger" onClick={() => remove(device)}>
              Not mine: remove
            </Button>
            <Button kind="quiet" onClick={() => settle(device)}>
              It is mine
            </Button>
          </span>
        </div>
      ))}
    </div>
  );
}

function useNewDevices() {
  const known = useRef<Set<string> | undefined>(undefined);
  const [fresh, setFresh] = useState<Device[]>([]);
  const news = useDeviceNews();
  // Every piece of news is a reason to ask again.
  useEffect(() => {
    void fetchDevices().then((answer) => {
      if (!answer.ok) return;
      const before = known.current;
      known.current = new Set(answer.devices.map((device) => device.id));
      if (before === undefined) return;
      const arrived = newDevices(before, answer.devices);
      if (arrived.length > 0) setFresh((shown) => [...shown, ...arrived]);
    });
  }, [news]);
  return [fresh, setFresh] as const;
}
