import type { LogLine } from '../core/log.js';
import type { MotorPulse } from '../core/motor-timeline.js';
import type { MachineEvents } from './machine-events.js';
import { MOST_SVG, type ToPage } from './messages.js';

/** Shapes are checked where a message enters the page: a program might one day get hold of the worker's port. */
const MOST_TEXTS = 100;
const MOST_KEPT = 4_000_000;
const MOST_LINES = 500;
const MOST_ENTRIES = 50;
const LONGEST_LINE = 10_000;

type Of<T extends ToPage['type']> = Extract<ToPage, { type: T }>;

const isPulse = (pulse: MotorPulse): boolean =>
  typeof pulse === 'object' && pulse !== null && Number.isFinite(pulse.at) && Number.isFinite(pulse.onMs);

const isLine = (line: LogLine): boolean =>
  typeof line === 'object' && line !== null && typeof line.text === 'string' && Number.isFinite(line.at);

const list = <T>(value: readonly T[], most: number): T[] =>
  Array.isArray(value) ? value.slice(0, most) : [];
const textsOf = (settings: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(settings ?? {}).map(([key, value]) => [key, words(value)]));
const words = (value: unknown): string => String(value ?? '').slice(0, LONGEST_LINE);

function screen({ svg, texts, running, lit, at }: Of<'screen'>, events: MachineEvents): void {
  if (typeof svg !== 'string' || svg.length > MOST_SVG) return;
  events.screen({
    svg,
    texts: list(texts, MOST_TEXTS).map((text) => words(text).slice(0, 200)),
    running: running === true,
    lit: lit === true,
    at: Number(at) || 0,
  });
}

function state(
  { notifications, alarms, services, phoneRuns, cards, asked }: Of<'state'>,
  events: MachineEvents,
): void {
  events.state({
    notifications: list(notifications, MOST_ENTRIES).map(({ id, title, content, actions }) => ({
      id: Number(id),
      title: words(title),
      content: words(content),
      actions: list(actions, 5).map(words),
    })),
    alarms: list(alarms, MOST_ENTRIES).map(({ at, url }) => ({ at: Number(at) || 0, url: words(url) })),
    services: list(services, MOST_ENTRIES).map(words),
    phoneRuns: phoneRuns === true,
    cards: list(cards, 5).map(({ path, name, kind, added }) => {
      return { path: words(path), name: words(name), kind: words(kind), added: added === true };
    }),
    asked: list(asked, MOST_ENTRIES).map(words),
  });
}

/** Tells the page what the worker said, as far as it has the right shape. */
export function tell(events: MachineEvents, data: ToPage): void {
  if (data.type === 'screen') screen(data, events);
  if (data.type === 'state') state(data, events);
  if (data.type === 'pong') events.clock(Number(data.at) || 0);
  if (data.type === 'motor' && Array.isArray(data.pulses))
    events.motor({
      from: Math.max(0, Math.floor(Number(data.from)) || 0),
      pulses: data.pulses.filter(isPulse).map(({ at, onMs, kind }) => ({ at, onMs, kind: words(kind) })),
      speed: Number(data.speed) || 1,
    });
  if (data.type === 'log' && Array.isArray(data.lines)) {
    const lines = data.lines.slice(-MOST_LINES).filter(isLine);
    events.log(lines.map((line) => ({ ...line, text: words(line.text), realm: words(line.realm) })));
  }
  if (data.type === 'settings-page') events.settingsPage(data.tree, textsOf(data.settings));
  if (data.type === 'keep' && JSON.stringify(data.kept ?? null).length < MOST_KEPT) events.keep(data.kept);
}
