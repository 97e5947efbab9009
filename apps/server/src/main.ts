import os from 'node:os';
import { makeLog } from './api/log.js';
import { rebuild } from './rebuild.js';
import { readSettings, type Settings } from './settings/settings.js';
import { StartRefusal } from './settings/start-refusal.js';
import { type Running, startServer } from './start-server.js';

const say = (...lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`);
const log = makeLog((line) => process.stdout.write(`${line}\n`), Date.now);

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

function stopGracefully(running: Running): void {
  const leave = (signal: string) => {
    log('info', 'stopping', { signal });
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, () => leave(signal));
}

const read = readSettings(process.env);
if ('problems' in read) stop(...read.problems);
const { settings } = read;
try {
  if (process.argv[2] === 'rebuild') {
    say(`Rebuilt ${await rebuild(settings.dataDir)} sessions from the journals.`);
  } else {
    const running = await startServer({ ...settings, log });
    greet(settings, running);
    stopGracefully(running);
    log('info', 'started', { port: Number(new URL(running.url).port) });
  }
} catch (fault) {
  if (fault instanceof StartRefusal) stop(fault.message);
  throw fault;
}
