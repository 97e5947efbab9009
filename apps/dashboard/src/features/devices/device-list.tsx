import type { Device } from '../../api/index.js';
import { localZone } from '../../time/clock.js';
import { ago, shortDate } from '../../time/moments.js';
import { Button } from '../../ui/index.js';
import { isActive } from './device-news.js';

type DeviceListProps = { devices: readonly Device[]; now: number; onRemove: (device: Device) => void };

export function DeviceList({ devices, now, onRemove }: DeviceListProps) {
  return (
    <ul class="device-list">
      {devices.map((device) => (
        <li key={device.id} class="sheet">
          <div>
            <h2>{device.name}</h2>
            <p class="small soft">
              Paired {shortDate(device.createdAt, localZone(device.createdAt))} · {contact(device, now)}
            </p>
          </div>
          {isActive(device) ? (
            <Button kind="danger" onClick={() => onRemove(device)}>
              Remove<span class="unseen"> {device.name}</span>
            </Button>
          ) : (
            <span class="small soft">removed</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function contact(device: Device, now: number): string {
  if (!isActive(device)) return 'can no longer send';
  if (device.lastSeenAt === undefined || device.lastSeenAt === null) return 'nothing heard yet';
  return `last contact ${ago(now - device.lastSeenAt)}`;
}
