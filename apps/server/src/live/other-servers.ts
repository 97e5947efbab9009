import { createClient } from '@redis/client';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import { StartRefusal } from '../settings/start-refusal.js';

/** How rooms reach the sockets of other servers. */
export type OtherServers = { adapter: ReturnType<typeof createAdapter>; close(): void };

const STREAM = 'plumbline';
/** What may be read again after a short silence of Redis; whoever misses more sees the gap and pulls. */
const KEPT_MESSAGES = 10_000;
/** Longer than this nobody here waits for the others to be told. */
const PATIENCE_MS = 1_000;
/**
 * Readers that have read nothing yet ask each time for what comes from now on, and miss what comes between two times.
 * One word from everybody who joins gives them a place to go on from.
 */
const FIRST_MS = 500;
const AGAIN_AT_MOST_MS = 2_000;

type Client = ReturnType<typeof clientFor>;

/**
 * Joins the stream through which servers on one database tell each other's sockets. It carries hints, never the truth:
 * without it what is written stays written, and pages find it by their position.
 */
export async function hearOthers(url: string): Promise<OtherServers> {
  const client = clientFor(url);
  try {
    await client.connect();
  } catch (fault) {
    client.destroy();
    const why = fault instanceof Error ? fault.message || fault.name : String(fault);
    throw new StartRefusal(`The Redis at REDIS_URL cannot be used: ${why || 'it does not answer'}.`);
  }
  const copies: Client[] = [];
  const options = { streamName: STREAM, channelPrefix: STREAM, maxLen: KEPT_MESSAGES, onlyPlaintext: true };
  const adapter = createAdapter(door(client, copies), options);
  const first = setTimeout(
    () => void client.xAdd(STREAM, '*', { here: '1' }).catch(() => undefined),
    FIRST_MS,
  );
  first.unref();
  const close = () => {
    clearTimeout(first);
    for (const each of [client, ...copies]) each.destroy();
  };
  return { adapter, close };
}

function clientFor(url: string) {
  let wasThere = false;
  const client = createClient({
    url,
    commandsQueueMaxLength: KEPT_MESSAGES,
    pingInterval: 10_000,
    socket: {
      connectTimeout: 5_000,
      // One that never answered is a mistake for its owner to read; one that did will come back.
      reconnectStrategy: (retries) => (wasThere ? Math.min(100 * (retries + 1), AGAIN_AT_MOST_MS) : false),
    },
  });
  client.on('ready', () => {
    wasThere = true;
  });
  // Without a listener a lost connection would end the process.
  client.on('error', () => undefined);
  return client;
}

/** The client as the adapter sees it: it never makes the sockets of this server wait for a Redis that is away. */
function door(client: Client, copies: Client[]) {
  const inTime = <T>(work: () => Promise<T>): Promise<T> => {
    if (!client.isReady) return Promise.reject(new Error('Redis is away'));
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('Redis is slow')), PATIENCE_MS);
      work()
        .then(resolve, reject)
        .finally(() => clearTimeout(late));
    });
  };
  const duplicate = (): Client => {
    const copy = client.duplicate() as Client;
    copies.push(copy);
    // The adapter ends its readers while they wait; `close` does so for all.
    return Object.assign(copy, { disconnect: async () => undefined });
  };
  type Add = Parameters<Client['xAdd']>;
  type Publish = Parameters<Client['publish']>;
  return {
    // By this name the adapter knows which library it speaks with.
    sSubscribe: () => undefined,
    duplicate,
    xAdd: (...args: Add) => inTime(() => client.xAdd(...args)),
    publish: (...args: Publish) => inTime(() => client.publish(...args)),
  };
}
