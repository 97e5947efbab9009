export type Wanted = {
  package?: string;
  device: string;
  script?: string;
  screenshot?: string;
  engine: string;
  forMs?: number;
  zone?: string;
  seed: number;
  listDevices: boolean;
  help: boolean;
  quiet: boolean;
};
export type Parsed = { ok: true; wanted: Wanted } | { ok: false; message: string };

export const HELP = `zepp PACKAGE [options]

Runs a packaged Zepp OS v3 program (.zab, .zpk or a build folder) without a watch, on a clock that leaps.

  --device NAME      model, by code or name (default balance); see --list-devices
  --script FILE      what the wearer does, one step a line (below)
  --for MS           let so many milliseconds of the watch's time pass at the end (default 1000)
  --screenshot OUT   write the screen at the end as .svg or .png
  --engine NAME      node (default) or quickjs
  --zone NAME        the watch's time zone, such as Europe/Berlin (default UTC)
  --seed N           seed of chance and link faults (default 1)
  --quiet            print no log lines
  --list-devices     print every known model
  --help             print this

Script lines (# begins a remark):
  tap 240 120        tap "Start"        long 240 120       press back|select|up|down [long]
  turn 15            swipe left         wait 3s | 500ms    screen off | wake | drop wrist
  kill               launch [page]      reboot             link drop | restore | loss 0.2 | delay 80
  sense step current 1200               setting NAME = text       phone kill | start
  type "Label" = text                   click "Label"             screenshot OUT
  show               (prints page, texts, alarms and motor)
`;

const VALUES = ['device', 'script', 'screenshot', 'engine', 'for', 'zone', 'seed'];
const FLAGS = ['list-devices', 'help', 'quiet'];

/** Reads the command line. An unknown option is answered with a sentence. */
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
      if (value === undefined) return { ok: false, message: `--${name} needs a value.` };
      values[name] = value;
    } else return { ok: false, message: `There is no option ${word}; --help lists them.` };
  }
  if (loose.length > 1) return { ok: false, message: 'One package at a time.' };
  return finish(values, { flags, loose });
}

function finish(values: Record<string, string>, rest: { flags: Set<string>; loose: string[] }): Parsed {
  const forMs = values.for === undefined ? undefined : Number(values.for);
  const seed = Number(values.seed ?? 1);
  if (forMs !== undefined && !(forMs >= 0)) return { ok: false, message: '--for needs milliseconds.' };
  if (!Number.isInteger(seed)) return { ok: false, message: '--seed needs a whole number.' };
  const engine = values.engine ?? 'node';
  if (engine !== 'node' && engine !== 'quickjs') {
    return { ok: false, message: `There is no engine ${engine}; there are node and quickjs.` };
  }
  const { flags, loose } = rest;
  return {
    ok: true,
    wanted: {
      ...(loose[0] === undefined ? {} : { package: loose[0] }),
      ...(values.script === undefined ? {} : { script: values.script }),
      ...(values.screenshot === undefined ? {} : { screenshot: values.screenshot }),
      ...(values.zone === undefined ? {} : { zone: values.zone }),
      ...(forMs === undefined ? {} : { forMs }),
      device: values.device ?? 'balance',
      engine,
      seed,
      listDevices: flags.has('list-devices'),
      help: flags.has('help'),
      quiet: flags.has('quiet'),
    },
  };
}
