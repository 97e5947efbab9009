import type { Person, Reply, World } from './world.js';

type State = {
  state: string;
  added: Record<string, number>;
  here: Record<string, number>;
  clashes: Record<string, number>;
};

/** An account's file, out of one server and into another. */
export class Transfers {
  constructor(private readonly world: World) {}

  async export({ cookie }: Person): Promise<string> {
    const response = await fetch(`${this.world.server.url}/api/v1/export`, { headers: { cookie } });
    return response.text();
  }

  preview(person: Person, text: string): Promise<Reply> {
    return this.send(person, '/api/v1/import/preview', text);
  }

  begin(person: Person, text: string, digest?: string): Promise<Reply> {
    return this.send(person, `/api/v1/import${digest === undefined ? '' : `?digest=${digest}`}`, text);
  }

  async state({ cookie }: Person): Promise<State> {
    return (await this.world.ask('GET', '/api/v1/import', undefined, { cookie })).body.import as State;
  }

  /** Brings a file in and waits until it is there. */
  async import(person: Person, text: string, digest?: string): Promise<State> {
    const begun = await this.begin(person, text, digest);
    if (begun.status !== 200) throw new Error(JSON.stringify(begun.body));
    return this.settled(person);
  }

  async settled(person: Person): Promise<State> {
    for (;;) {
      const state = await this.state(person);
      if (state.state !== 'running') return state;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  private send({ cookie }: Person, route: string, text: string): Promise<Reply> {
    return this.world.ask('POST', route, text, { cookie, 'content-type': 'application/x-ndjson' });
  }
}

/** The digest that a file's last line gives. */
export const digestIn = (text: string): string =>
  (JSON.parse(text.trimEnd().split('\n').at(-1) ?? '{}') as { digest: string }).digest;
