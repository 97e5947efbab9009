import type { Watch } from '../core/watch.js';

const iso = (at: number) => new Date(at).toISOString();

/** The watch in a few lines. */
export function show(watch: Watch): string {
  const state = watch.running ? watch.pages.join(' > ') : (watch.systemPage ?? 'watch face');
  const alarms = watch.alarms().map(({ url, at }) => `${url} at ${iso(at)}`);
  const pulses = watch.motor.map(({ kind, onMs }) => `${kind} ${onMs} ms`);
  const notices = watch.notifications().map(({ id, title, content }) => `${id} ${title}: ${content}`);
  const rows: [string, string[]][] = [
    ['texts', watch.texts()],
    ['alarms', alarms],
    ['services', watch.services],
    ['notifications', notices],
    ['motor', pulses.length > 12 ? [`${pulses.length} pulses`, '…', ...pulses.slice(-10)] : pulses],
  ];
  const always = ['texts', 'alarms', 'motor'];
  const told = rows.filter(([name, list]) => list.length > 0 || always.includes(name));
  return [
    `${iso(watch.now())}  ${state}${watch.screenOn ? '' : ' (dark)'}`,
    ...told.map(([name, list]) => `  ${name}: ${list.join(' | ') || '–'}`),
  ].join('\n');
}

/** What a failed step wants to know: where the watch is and what it shows. */
export function onScreen(watch: Watch): string {
  const state = watch.running ? watch.pages.join(' > ') : (watch.systemPage ?? 'the watch face');
  const dark = watch.screenOn ? '' : ', dark';
  return `On the screen (${state}${dark}): ${watch.texts().join(' | ') || 'no text'}`;
}
