import { asNumber, asObject, asText, type Json } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import { textFile } from './package.js';
import { Realm, type Scope } from './realm.js';

type Place = { url: string; params: string };
type Running = { realm: Realm; app: Scope; stack: Place[]; page?: Scope };
export type PageEvents = { pageOpened(): void; pageClosed(): void; left(): void };

const normal = (url: string) => url.replace(/^\/+/, '').replace(/\.js$/, '');
const paramsOf = (params: Json | undefined): string =>
  params === undefined || params === null ? '' : typeof params === 'string' ? params : JSON.stringify(params);

/**
 * The program on the screen: app.js and one page at a time. `push` ends the page below and `back` makes it anew from its
 * file; app.js and its globals live until the program is left or killed.
 */
export class ProgramHost {
  running: Running | undefined;
  /** Where the program was when it was last closed: what a relaunch opens. */
  last: Place[] | undefined;
  private readonly core: Core;
  private readonly events: PageEvents;
  private readonly navigation = {};

  constructor(core: Core, events: PageEvents) {
    this.core = core;
    this.events = events;
    const placeOf = ({ args: [option] }: OpCall): Place => {
      const { url, params } = asObject(option);
      return { url: normal(asText(url)), params: paramsOf(params) };
    };
    const soon = (run: () => void) => void core.scheduler.after(0, this.navigation, run);
    core.ops.add('@zos/router', {
      push: (call) => soon(() => this.push(placeOf(call))),
      replace: (call) => soon(() => this.replace(placeOf(call))),
      back: () => soon(() => this.back()),
      home: () => soon(() => this.leave()),
      exit: () => soon(() => this.leave()),
      launchApp: (call) => soon(() => this.launchApp(call)),
      checkSystemApp: () => false,
    });
    core.ops.add('@zos/page', this.pageOps());
  }

  scrollTop = 0;

  get pages(): string[] {
    return this.core.program.manifest.module?.page?.pages ?? [];
  }

  /** Starts app.js, then the page. `params` go to app.js. */
  launch(places: Place[] | undefined, params = ''): void {
    if (this.running !== undefined) this.leave();
    const stack = places ?? [{ url: normal(this.pages[0] ?? ''), params: '' }];
    const realm = new Realm(this.core, 'app', { watch: { scale: scaleOf(this.core) } });
    realm.onBroken = () => this.kill();
    const app = realm.openScope('app');
    this.running = { realm, app, stack };
    realm.eval(textFile(this.core.program.device, 'app.js') ?? '', 'app.js');
    realm.call('live', { id: app.id, method: 'onCreate', args: [params] });
    this.openPage();
  }

  push(place: Place): void {
    if (this.running === undefined) return;
    this.closePage();
    this.running.stack.push(place);
    this.openPage();
  }

  replace(place: Place): void {
    if (this.running === undefined) return;
    this.closePage();
    this.running.stack.pop();
    this.running.stack.push(place);
    this.openPage();
  }

  back(): void {
    if (this.running === undefined) return;
    if (this.running.stack.length <= 1) {
      this.leave();
      return;
    }
    this.closePage();
    this.running.stack.pop();
    this.openPage();
  }

  /** The program ends in order: page and app hear `onDestroy`. */
  leave(): void {
    const { running } = this;
    if (running === undefined) return;
    this.closePage();
    running.realm.call('live', { id: running.app.id, method: 'onDestroy', args: [] });
    this.end(running);
  }

  /** The program ends at once, unheard. */
  kill(): void {
    if (this.running !== undefined) this.end(this.running);
  }

  private end(running: Running): void {
    this.core.scheduler.cancelAllOf(this.navigation);
    this.last = running.stack;
    const hadPage = running.page !== undefined;
    running.realm.dispose();
    this.running = undefined;
    if (hadPage) this.events.pageClosed();
    this.events.left();
  }

  private openPage(): void {
    const { running } = this;
    const place = running?.stack[running.stack.length - 1];
    if (running === undefined || place === undefined) return;
    const code = textFile(this.core.program.device, `${place.url}.js`);
    if (code === undefined) {
      this.core.remark(`the package has no page ${place.url}`);
      return;
    }
    const page = running.realm.openScope('page');
    running.page = page;
    this.scrollTop = 0;
    this.events.pageOpened();
    running.realm.eval(code, `${place.url}.js`);
    running.realm.call('live', { id: page.id, method: 'onInit', args: [place.params] });
    running.realm.call('live', { id: page.id, method: 'build', args: [] });
  }

  private closePage(): void {
    const page = this.running?.page;
    if (this.running === undefined || page === undefined) return;
    page.realm.call('live', { id: page.id, method: 'onDestroy', args: [] });
    page.end();
    delete this.running.page;
    this.events.pageClosed();
  }

  private launchApp({ args: [option] }: OpCall): void {
    const { appId, url, params } = asObject(option);
    if (asNumber(appId) !== this.core.program.manifest.app.appId) {
      this.core.remark(`launchApp: app ${String(appId)} is not on this watch`);
      this.leave();
      return;
    }
    this.launch([{ url: normal(asText(url, this.pages[0])), params: '' }], paramsOf(params));
  }

  private pageOps() {
    return {
      setScrollMode: () => 0,
      setScrollLock: () => undefined,
      getScrollTop: () => -this.scrollTop,
      scrollTo: ({ args: [option] }: OpCall) => {
        this.scrollTop = Math.max(0, -asNumber(option, asNumber(asObject(option).y)));
      },
    };
  }
}

/** `px()` of the program's design on this screen. */
export function scaleOf(core: Core): number {
  const { designWidth, platforms } = core.program.manifest;
  return core.device.width / (platforms?.[0]?.dw ?? designWidth ?? core.device.width);
}
