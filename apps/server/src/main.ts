import os from 'node:os';
import { makeLog } from './api/log.js';
import { readSettings, type Settings } from './settings/settings.js';
import { StartRefusal } from './settings/start-refusal.js';
import { keepYoungMemorySmall, letYoungMemoryGrow } from './settings/young-memory.js';
import type { Running } from './start-server.js';

/** One Ctrl+C reaches this process from the terminal and once more from `npm start`. */
const SAME_WISH_MS = 300;
/** Below what systemd and Docker wait before they kill. */
const STOP_LIMIT_MS = 9_000;

const say = (...lines: string[]): void => void process.stdout.write(`${lines.join('\n')}\n`);

function stop(...sentences: string[]): never {
  process.stderr.write(`${sentences.join('\n')}\n`);
  process.exit(1);
}

/** What a phone in the same network has to type. */
function phoneWords({ host, publicUrl }: Settings, url: string): string[] {
  if (publicUrl) return [`Phones reach it at ${publicUrl.origin}`];
  const { port } = new URL(url);
  if (host !== '0.0.0.0' && host !== '::') {
    if (!host.startsWith('127.') && host !== 'localhost' && host !== '::1')
      return [`Phones reach it at ${url}`];
    return ['Phones cannot reach it yet: start it with HOST=0.0.0.0 to let your home network in.'];
  }
  const addresses = Object.values(os.networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal);
  return addresses.map(({ address }) => `Phones in the same network reach it at http://${address}:${port}`);
}

/** In one write, so that whoever reads along never sees the address without the link. */
function greet(settings: Settings, { url, claimLink }: Running): void {
  const address = `Plumbline is at ${settings.publicUrl?.origin ?? url}`;
  const claim = claimLink && `There is no account yet. Open this once to make yours: ${claimLink}`;
  say(address, ...(claim ? [claim] : []), ...phoneWords(settings, url));
}

function giveUp(): never {
  log('error', 'stop-took-too-long', { limitMs: STOP_LIMIT_MS });
  process.exit(1);
}

function stopGracefully(running: Running): void {
  let askedAt: number | undefined;
  const leave = (signal: string) => {
    // Who asks twice does not want to wait; everything acknowledged is on disk at any moment.
    if (askedAt !== undefined)
      return performance.now() - askedAt > SAME_WISH_MS ? process.exit(1) : undefined;
    askedAt = performance.now();
    log('info', 'stopping', { signal });
    setTimeout(() => giveUp(), STOP_LIMIT_MS).unref();
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => leave(signal));
}

/** A command and the server are each loaded only when meant: neither has a use for the other. */
async function runNamed(name: string, args: string[]): Promise<void> {
  const { COMMANDS } = await import('./operating/commands.js');
  if (['help', '--help', '-h'].includes(name))
    return say(...Object.values(COMMANDS).map(({ help }) => `${help}\n`));
  if (!Object.hasOwn(COMMANDS, name))
    stop(`There is no command ${name}. There are: ${Object.keys(COMMANDS).join(', ')}.`);
  const { help, run } = COMMANDS[name] as (typeof COMMANDS)[string];
  if (args.includes('--help') || args.includes('-h')) return say(help);
  await run({ args, settings, now: Date.now(), say });
}

const read = readSettings(process.env);
if ('problems' in read) stop(...read.problems);
const { settings } = read;
const log = makeLog((line) => process.stdout.write(`${line}\n`), Date.now, settings.logLevel);
try {
  if (process.argv[2] !== undefined) {
    await runNamed(process.argv[2], process.argv.slice(3));
  } else {
    keepYoungMemorySmall();
    const { startServer } = await import('./start-server.js');
    const running = await startServer({ ...settings, log });
    letYoungMemoryGrow();
    greet(settings, running);
    stopGracefully(running);
    log('info', 'started', { port: Number(new URL(running.url).port) });
  }
} catch (fault) {
  if (fault instanceof StartRefusal) stop(fault.message);
  throw fault;
}
