/**
 * The only place that speaks with ZML. ZML never retries, never dedupes, leaves rejections unheard, and throws on a late
 * or doubled reply; so: an own timeout, one request in flight, everything caught, and its table of handlers softened.
 */
export type LinkAnswer = { ok: boolean; code?: string; [field: string]: unknown };
export type Link = { ask(message: object): Promise<LinkAnswer> };

export type LinkParts = {
  messenger: () => Messenger | undefined;
  phoneIsNear: () => boolean;
  after: (waitMs: number, work: () => void) => () => void;
};

/** Longer than the phone's own 10 s for a request. */
export const ANSWER_MS = 15_000;
/** ZML's timeout forgets the request, and then its late reply throws: so it comes long after ours. */
const ZML_TIMEOUT_MS = 600_000;

const refusal = (code: string): LinkAnswer => ({ ok: false, code });

/** A reply to a request that ZML has forgotten finds a handler that does nothing. */
function soften(messenger: Messenger): void {
  const handlers = messenger.transport?.handlers;
  if (handlers === undefined || messenger.softened === true) return;
  messenger.softened = true;
  const get = Map.prototype.get.bind(handlers);
  handlers.get = (id) => get(id) ?? {};
}

const isAnswer = (value: unknown): value is LinkAnswer =>
  typeof value === 'object' && value !== null && typeof (value as LinkAnswer).ok === 'boolean';

function send(parts: LinkParts, messenger: Messenger, message: object): Promise<LinkAnswer> {
  return new Promise((resolve) => {
    const giveUp = parts.after(ANSWER_MS, () => resolve(refusal('timeout')));
    const settle = (answer: LinkAnswer) => {
      giveUp();
      resolve(answer);
    };
    try {
      soften(messenger);
      messenger.request(message, { timeout: ZML_TIMEOUT_MS }).then(
        (reply) => settle(isAnswer(reply) ? reply : refusal('bad-answer')),
        () => settle(refusal('no-phone')),
      );
    } catch {
      settle(refusal('no-phone'));
    }
  });
}

/** Never rejects: what went wrong is the answer's `code`. */
export function openLink(parts: LinkParts): Link {
  let busy = false;
  return {
    async ask(message) {
      const messenger = parts.messenger();
      if (messenger === undefined || !parts.phoneIsNear()) return refusal('no-phone');
      if (busy) return refusal('busy');
      busy = true;
      const answer = await send(parts, messenger, message);
      busy = false;
      return answer;
    },
  };
}
