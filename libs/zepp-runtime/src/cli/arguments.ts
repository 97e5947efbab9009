import { durationMs } from '../core/scenario-times.js';
import { suggestion } from './nearest.js';

export type EngineName = 'v8' | 'quickjs';
export type Wanted = {
  package?: string;
  device?: string;
  script?: string;
  scenario?: string;
  screenshot?: string;
  motor?: string;
  log?: string;
  zone?: string;
  language?: string;
  start?: string;
  seed?: number;
  engine: EngineName;
  forMs: number;
  limitS: number;
  devices: boolean;
  steps: boolean;
  help: boolean;
  quiet: boolean;
  strict: boolean;
};
export type Parsed = { ok: true; wanted: Wanted } | { ok: false; message: string };

const TEXTS = [
  'device',
  'script',
  'scenario',
  'screenshot',
  'motor',
  'log',
  'zone',
  'language',
  'start',
] as const;
const VALUES: readonly string[] = [...TEXTS, 'engine', 'for', 'seed', 'limit-s'];
const FLAGS: readonly string[] = ['devices', 'list-devices', 'steps', 'help', 'quiet', 'strict'];
const ENGINES: Record<string, EngineName> = { v8: 'v8', node: 'v8', quickjs: 'quickjs' };

type Words = { values: Record<string, string>; flags: Set<string>; loose: string[] };
const refuse = (message: string): Parsed => ({ ok: false, message });

/** Reads the command line. Whatever is wrong is answered with a sentence. */
export function parseArguments(words: readonly string[]): Parsed {
  const values: Record<string, string> = {};
  const flags = new Set<string>();
  const loose: string[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const [, name = '', inline] = /^--([^=]+)(?:=(.*))?$/.exec(word) ?? [];
    if (!word.startsWith('--')) loose.push(word);
    else if (FLAGS.includes(name)) flags.add(name);
    else if (VALUES.includes(name)) {
      if (inline === undefined) i += 1;
      const value = inline ?? words[i];
      if (value === undefined) return refuse(`--${name} needs a value.`);
      values[name] = value;
    } else {
      const near = suggestion(name, [...VALUES, ...FLAGS]);
      return refuse(`There is no option ${word}.${near} --help lists them all.`);
    }
  }
  if (loose.length > 1) return refuse(`One package at a time; ${loose.slice(1).join(' ')} is too much.`);
  return finish({ values, flags, loose });
}

function finish({ values, flags, loose }: Words): Parsed {
  const forMs = durationMs(values.for ?? '1s');
  const limitS = Number(values['limit-s'] ?? 120);
  const seed = Number(values.seed ?? 1);
  const engine = ENGINES[values.engine ?? 'v8'];
  if (forMs === undefined)
    return refuse(`--for needs a length of time such as 90s or 2h, not ${values.for}.`);
  if (!(limitS > 0)) return refuse(`--limit-s needs seconds, not ${values['limit-s']}.`);
  if (!Number.isInteger(seed)) return refuse(`--seed needs a whole number, not ${values.seed}.`);
  if (engine === undefined) return refuse(`There is no engine ${values.engine}; there are v8 and quickjs.`);
  const given = Object.fromEntries(
    TEXTS.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
  );
  return {
    ok: true,
    wanted: {
      ...(loose[0] === undefined ? {} : { package: loose[0] }),
      ...(values.seed === undefined ? {} : { seed }),
      ...given,
      engine,
      forMs,
      limitS,
      devices: flags.has('devices') || flags.has('list-devices'),
      steps: flags.has('steps'),
      help: flags.has('help'),
      quiet: flags.has('quiet'),
      strict: flags.has('strict'),
    },
  };
}
