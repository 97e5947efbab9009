import { WebSocket } from 'ws';

type Told = (text: string) => boolean;
const PATIENCE_MS = 5_000;

/** Socket.IO spoken by hand: keeps every packet as it came, to the byte. */
export class BareSocket {
  /** What the server said unasked, without the heartbeat. */
  readonly heard: string[] = [];
  readonly closed: Promise<void>;
  private readonly waiting = new Set<() => void>();
  private readonly answers = new Map<number, string>();
  private asked = 0;

  private constructor(private readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.on('message', (data) => this.take(String(data)));
    socket.on('error', () => undefined);
  }

  /** Comes in by a token, or by the cookie among the headers. */
  static async open(
    url: string,
    { token, headers = {}, query = '' }: { token?: string; headers?: Record<string, string>; query?: string },
  ): Promise<BareSocket> {
    const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket${query}`;
    const bare = new BareSocket(new WebSocket(address, { headers: { origin: url, ...headers } }));
    await new Promise((resolve) => bare.socket.once('open', resolve));
    bare.socket.send(token === undefined ? '40' : `40${JSON.stringify({ token })}`);
    await bare.hears((text) => text.startsWith('40'));
    bare.heard.length = 0;
    return bare;
  }

  /** The bytes of the answer. */
  async ask(event: string, body: unknown): Promise<string> {
    this.asked += 1;
    const number = this.asked;
    this.socket.send(`42${number}${JSON.stringify([event, body])}`);
    await this.until(() => this.answers.has(number), event);
    return this.answers.get(number) as string;
  }

  async hears(is: Told): Promise<void> {
    await this.until(() => this.heard.some(is), String(is));
  }

  end(): void {
    this.socket.close();
  }

  private take(text: string): void {
    if (text === '2') this.socket.send('3');
    const answer = /^43(\d+)/.exec(text);
    if (answer) this.answers.set(Number(answer[1]), text.slice(answer[0].length));
    else if (text !== '2' && !text.startsWith('0')) this.heard.push(text);
    for (const look of this.waiting) look();
  }

  private until(is: () => boolean, what: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!is()) return;
        this.waiting.delete(look);
        clearTimeout(patience);
        resolve();
      };
      const patience = setTimeout(() => reject(new Error(`never heard: ${what}`)), PATIENCE_MS);
      this.waiting.add(look);
      look();
    });
  }
}
