import type { Json } from '../wire/json.js';
import type { AppProcess } from './app-process.js';
import type { Core } from './core.js';
import { textFile } from './package.js';
import type { Realm, Scope } from './realm.js';

type Place = { url: string; params: string };
type Running = { realm: Realm; stack: Place[]; page?: Scope };
/** `entering`: the program is about to take the screen. `left`: the wearer or the program itself has ended it. */
export type PageEvents = { entering(): void; pageOpened(): void; pageClosed(): void; left(): void };

export const normalUrl = (url: string) => url.replace(/^\/+/, '').replace(/\.js$/, '');
export const paramsText = (params: Json | undefined): string =>
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
  private readonly process: AppProcess;
  private readonly events: PageEvents;

  constructor(core: Core, process: AppProcess, events: PageEvents) {
    this.core = core;
    this.process = process;
    this.events = events;
  }

  get pages(): string[] {
    return this.core.program.manifest.module?.page?.pages ?? [];
  }

  /** Starts app.js unless a card keeps it alive, then the page. `params` go to app.js. */
  launch(places: Place[] | undefined, params = ''): void {
    if (this.running !== undefined) this.leave();
    this.events.entering();
    const stack = places ?? [{ url: normalUrl(this.pages[0] ?? ''), params: '' }];
    const realm = this.process.hold(this, () => this.died(), params);
    this.running = { realm, stack };
    this.process.setFront(this, true);
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

  /** The program ends in order: the page hears `onDestroy`, and app.js too unless a card keeps it alive. */
  leave(): void {
    if (this.running === undefined) return;
    this.closePage();
    this.end(true);
    this.events.left();
  }

  /** The system closes the program in the dark, unheard; a relaunch may bring it back. */
  close(): void {
    this.end(false);
  }

  /** The process has ended under the program. */
  private died(): void {
    this.end(false);
    this.events.left();
  }

  private end(heard: boolean): void {
    const { running } = this;
    if (running === undefined) return;
    this.last = running.stack;
    this.running = undefined;
    running.page?.end();
    this.process.release(this, heard);
    if (running.page !== undefined) this.events.pageClosed();
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
}
