/** The built dashboard, one package, and an API that writes down who asks: what a hostile package would like to reach. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';

export const dist = fileURLToPath(new URL('../../apps/dashboard/dist', import.meta.url));
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
/** What pairing answers: the one thing here that a program must never see. */
export const REAL_TOKEN = 'plb_d_theRealTokenOfThisDevice-0123456789_abcdef';

/** The dashboard's own policy, as the server sends it. */
const POLICY =
  "default-src 'self'; script-src 'self'; img-src 'self' data: blob:; connect-src 'self'; frame-src 'self'; object-src 'none'";

export type Seen = { url: string; cookie: string | undefined; bearer?: string };

/** Serves the built dashboard, one package, and an API that writes down who asks. */
export class Stand {
  readonly seen: Seen[] = [];
  package: Uint8Array = new Uint8Array();
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => this.answer(request, response));
    this.server.on('upgrade', ({ url, headers }, socket) => {
      this.seen.push({ url: url ?? '', cookie: headers.cookie });
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Requests that a package made, by the mark in their address. */
  get stolen(): Seen[] {
    return this.seen.filter(({ url }) => url.includes('stolen'));
  }

  private answerTo(pathname: string): object {
    if (pathname === '/api/v1/pair') return { ok: true, token: REAL_TOKEN, accountName: 'Ada' };
    if (pathname === '/api/v1/devices') return { ok: true, devices: [] };
    return { ok: true, claimed: true, account: { id: 'a', name: 'Ada' } };
  }

  private answer({ url = '/', headers }: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(url, 'http://stand');
    const send = (body: string | Uint8Array, type: string, more: Record<string, string> = {}) =>
      void response.writeHead(200, { 'content-type': type, ...more }).end(body);
    if (pathname === '/watch-frame') {
      const policy = JSON.parse(readFileSync(path.join(dist, 'watch-frame.headers.json'), 'utf8')) as Record<
        string,
        string
      >;
      return void response.writeHead(200, policy).end(readFileSync(path.join(dist, 'watch-frame.html')));
    }
    if (pathname === '/plumbline.zab') return void send(this.package, 'application/zip');
    if (pathname.startsWith('/api/') || pathname.startsWith('/socket.io/')) {
      const { cookie, authorization: bearer } = headers;
      this.seen.push({ url, cookie, ...(bearer === undefined ? {} : { bearer }) });
      return void send(JSON.stringify(this.answerTo(pathname)), 'application/json');
    }
    const file = path.join(dist, pathname);
    const found = pathname !== '/' && existsSync(file) ? file : path.join(dist, 'index.html');
    const type = TYPES[path.extname(found)] ?? 'application/octet-stream';
    send(readFileSync(found), type, { 'content-security-policy': POLICY });
  }
}

export type Sources = { app?: string; page?: string; side?: string; setting?: string };

/** A package like the packager's, as small as can be. */
export function packageOf({ app = '', page = '', side, setting }: Sources): Uint8Array {
  const manifest = {
    app: { appId: 1, appName: 'Hostile' },
    permissions: ['device:os.local_storage', 'device:os.alarm', 'data:user.hd.step'],
    module: {
      page: { pages: ['page/index'] },
      'app-side': { path: 'app-side' },
      setting: { path: 'setting' },
    },
  };
  const pageCode = `var context = __$$hmAppManager$$__.currentApp.current.__globals__.__$$G$$__;
    var ui = context.__$$R$$__('@zos/ui');
    function show(y, text) {
      ui.createWidget(ui.widget.TEXT, { x: 80, y: y, w: 320, h: 40, text: text, text_size: 24, color: 0xffffff });
    }
    context.__$$module$$__.module = context.Page({ build: function () { ${page} } });`;
  const device = zipSync({
    'app.json': strToU8(JSON.stringify(manifest)),
    'app.js': strToU8(app),
    'page/index.js': strToU8(pageCode),
  });
  const phone: Record<string, Uint8Array> = { 'app.json': strToU8(JSON.stringify(manifest)) };
  if (side !== undefined) phone['app-side.js'] = strToU8(side);
  if (setting !== undefined) phone['setting.js'] = strToU8(setting);
  return zipSync({ 'device.zip': device, 'app-side.zip': zipSync(phone) });
}
