/** One socket from its handshake to its end, with everything that may be said in between. */
import type { Chance } from '../simulate/chance.js';
import { type Findings, faultOfAnswer, faultOfRefusal, faultOfText, parsed } from './judge.js';
import { connectPacket, eventPacket, strayFrame, strayPacket } from './packets.js';
import { newMark, type Target } from './requests.js';
import type { Tally } from './tally.js';
import { RawSocket, text } from './ws-wire.js';

const EVENTS_A_ROUND = 120;
const STRAYS_A_ROUND = 4;
const PATIENCE_MS = 15_000;

type Round = { target: Target; chance: Chance; findings: Findings; tally: Tally };
type Caller = { [name: string]: string | undefined; cookie?: string; authorization?: string };

/** Says its piece and answers how many messages that were. */
export async function socketRound(port: number, round: Round): Promise<number> {
  const { target, chance, findings } = round;
  const { person = {}, device = {} } = target.speakers;
  const admitted: Caller[] = [person, device];
  const caller: Caller = chance.pick(chance.happens(0.7) ? admitted : Object.values(target.speakers));
  const { head, right } = handshake(target, caller, chance);
  const { socket, answer } = await RawSocket.open(port, head);
  if (answer && answer.status !== 101) {
    const fault = faultOfAnswer(answer, 'GET', '/socket.io/');
    if (fault) findings.add(fault, head, `${answer.head}\n${answer.body}`);
  }
  if (right && answer === undefined) findings.add('a right handshake got no answer', head, '');
  const spoken = answer?.status === 101 ? await speak(socket, { caller, judged: right }, round) : 0;
  socket.end();
  return 1 + spoken;
}

const RIGHT =
  'upgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-key: cGx1bWJsaW5lLXBsdW1ibA==';

function handshake(
  { host, origin }: Target,
  { cookie }: Caller,
  chance: Chance,
): { head: string; right: boolean } {
  const right = chance.happens(0.85);
  const mark = newMark();
  const query = right
    ? 'EIO=4&transport=websocket'
    : chance.pick([
        `EIO=4&transport=websocket&sid=${mark}`,
        `EIO=${mark}&transport=websocket`,
        'EIO=3&transport=websocket',
        `EIO=4&transport=${mark}`,
        'EIO=4&transport=websocket&as=device',
        'transport=websocket&transport=polling',
        `EIO=4&transport=websocket&b64=${mark}&t=%${mark}`,
      ]);
  const upgrade =
    right || chance.happens(0.5)
      ? RIGHT
      : RIGHT.replace(chance.pick(['13', 'cGx1bWJs', 'Upgrade', 'websocket']), mark);
  const from = right || chance.happens(0.7) ? origin : `http://${mark}.example`;
  const lines = [`GET /socket.io/?${query} HTTP/1.1`, `host: ${host}`, `origin: ${from}`, upgrade];
  if (cookie !== undefined) lines.push(`cookie: ${cookie}`);
  return { head: `${lines.join('\r\n')}\r\n\r\n`, right };
}

/** Waits for what comes back without ever missing what came already. */
class Ears {
  readonly acks = new Map<number, string>();
  admitted: string | undefined;
  private wake: () => void = () => undefined;
  /** A slow machine answers late, but goes on answering. */
  private heardAt = 0;

  constructor(private readonly socket: RawSocket) {
    socket.heard = (words) => this.hear(words);
  }

  async until(what: () => boolean): Promise<boolean> {
    this.heardAt = Date.now();
    while (!what() && !this.socket.closed && Date.now() < this.heardAt + PATIENCE_MS) {
      await Promise.race([
        new Promise<void>((resolve) => {
          this.wake = resolve;
        }),
        this.socket.over(1_000),
      ]);
    }
    return what();
  }

  private hear(words: string): void {
    if (words.startsWith('40') || words.startsWith('44')) this.admitted ??= words;
    const ack = /^43(\d+)/.exec(words);
    if (ack) {
      this.heardAt = Date.now();
      this.acks.set(Number(ack[1]), words.slice(ack[0].length));
    }
    if (words === '2') this.socket.write(text('3'));
    this.wake();
  }
}

type Speaking = { caller: Caller; judged: boolean };

async function speak(socket: RawSocket, { caller, judged }: Speaking, round: Round): Promise<number> {
  const { chance, findings } = round;
  const ears = new Ears(socket);
  const { words, right } = connectPacket(caller.authorization?.replace('Bearer ', ''), chance);
  socket.write(text(words));
  if (!right) return strays(socket, round).then((said) => said + 1);
  if (!(await ears.until(() => ears.admitted !== undefined))) {
    if (judged)
      findings.add('a socket was neither let in nor refused', words, socket.closed ? 'closed' : 'open');
    return 1;
  }
  const said = ears.admitted?.startsWith('40') ? await events(socket, ears, round) : 0;
  if (ears.admitted?.startsWith('44')) judgeRefusal(ears.admitted.slice(2), words, findings);
  return 1 + said + (await strays(socket, round));
}

function judgeRefusal(answer: string, sent: string, findings: Findings): void {
  const { data } = (parsed(answer) ?? {}) as { data?: unknown };
  const fault = faultOfRefusal(data) ?? faultOfText(answer);
  if (fault) findings.add(`handshake: ${fault}`, sent, answer);
}

async function events(
  socket: RawSocket,
  ears: Ears,
  { target, chance, findings, tally }: Round,
): Promise<number> {
  const sent = Array.from({ length: EVENTS_A_ROUND }, (_, id) => eventPacket(id, target, chance));
  for (const { kind } of sent) tally.add(kind);
  socket.write(Buffer.concat(sent.map(({ bytes }) => bytes)));
  const all = await ears.until(() => ears.acks.size === sent.length);
  for (const [id, { words }] of sent.entries()) {
    const ack = ears.acks.get(id);
    if (ack !== undefined) judgeAck(ack, words, findings);
    else if (!all) findings.add('an event was not answered', words, socket.closed ? 'closed' : 'open');
  }
  return sent.length;
}

function judgeAck(ack: string, sent: string, findings: Findings): void {
  const [answer, ...more] = (parsed(ack) ?? []) as unknown[];
  const isDone = (answer as { ok?: unknown } | undefined)?.ok === true;
  const fault = isDone ? undefined : (faultOfRefusal(answer) ?? faultOfText(ack));
  const known = more.length > 0 ? 'an answer of several parts' : fault;
  if (known) findings.add(`event: ${known}`, sent, ack);
}

/** Said at the end, because the server may well close over it. */
async function strays(socket: RawSocket, { chance, tally }: Round): Promise<number> {
  for (let left = STRAYS_A_ROUND; left > 0; left -= 1) tally.add('stray packet');
  tally.add('stray frame');
  for (let left = STRAYS_A_ROUND; left > 0; left -= 1) socket.write(strayPacket(chance));
  socket.write(strayFrame(chance));
  await socket.over(20);
  return STRAYS_A_ROUND + 1;
}
