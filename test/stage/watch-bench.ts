/** A bare page with the browser host on it: a packaged program on a virtual watch in Chromium, driven step by step. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { makeWatchFrame, type WatchFrame } from '../../apps/dashboard/watch-frame-plugin.js';
import type { Input } from '../../libs/zepp-runtime/src/browser/messages.js';

/** One step: something done to the watch, or time that passes. */
export type Step = Input | { kind: 'advance'; ms: number };
/** What there is to see after a step, and everything said until then. */
export type Sight = { svg: string; log: string[] };
export type Play = { package: Uint8Array; device: string; startAt: number; seed: number; steps: Step[] };

const DOOR = fileURLToPath(new URL('../../libs/zepp-runtime/src/browser/index.ts', import.meta.url));

async function doorScript(): Promise<string> {
  const options = {
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'door',
    target: 'es2022',
  } as const;
  const { outputFiles } = await build({ entryPoints: [DOOR], ...options });
  return outputFiles[0]?.text ?? '';
}

/** Runs in the page: the whole play, with a sight after every step. */
async function inPage({ device, startAt, seed, steps }: Omit<Play, 'package'>): Promise<Sight[]> {
  type Door = typeof import('../../libs/zepp-runtime/src/browser/index.js');
  const { openMachine } = (globalThis as unknown as { door: Door }).door;
  const log: string[] = [];
  let svg = '';
  const nothing = () => undefined;
  const start = {
    package: await (await fetch('/package')).arrayBuffer(),
    zone: { name: 'UTC+0', offsets: [{ from: 0, minutes: 0 }] },
    network: false,
    asks: false,
    kept: undefined,
    speed: 0,
    device,
    startAt,
    seed,
  };
  return new Promise((done, fail) => {
    const sights: Sight[] = [];
    const sight = () => void sights.push({ svg, log: [...log] });
    let begun = false;
    const play = async () => {
      await machine.advance(0);
      sight();
      for (const step of steps) {
        if (step.kind !== 'advance') machine.input(step);
        await machine.advance(step.kind === 'advance' ? step.ms : 0);
        sight();
      }
      machine.close();
      done(sights);
    };
    const machine = openMachine(
      { frame: '/watch-frame', start },
      {
        screen(view) {
          svg = view.svg;
          if (!begun) play().catch(fail);
          begun = true;
        },
        log: (lines) => log.push(...lines.map((line) => JSON.stringify(line))),
        ended: (code, message) => fail(new Error(`${code}: ${message}`)),
        state: nothing,
        clock: nothing,
        motor: nothing,
        settingsPage: nothing,
        keep: nothing,
      },
    );
  });
}

export class WatchBench {
  private readonly server: Server;
  private package = new Uint8Array();

  private constructor(frame: WatchFrame, script: string) {
    this.server = createServer(({ url }, response) => {
      if (url === '/watch-frame') response.writeHead(200, frame.headers).end(frame.document);
      else if (url === '/package') response.end(this.package);
      else if (url === '/door.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
      else
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<!doctype html><title>Bench</title><script src="/door.js"></script>');
    });
  }

  static async open(): Promise<WatchBench> {
    const bench = new WatchBench(await makeWatchFrame(), await doorScript());
    await new Promise<void>((done) => bench.server.listen(0, '127.0.0.1', done));
    return bench;
  }

  async play(page: Page, { package: bytes, ...rest }: Play): Promise<Sight[]> {
    this.package = new Uint8Array(bytes);
    await page.goto(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`);
    return page.evaluate(inPage, rest);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
