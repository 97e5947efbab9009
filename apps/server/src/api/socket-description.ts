import { EVENT_FORMS, TOLD_FORMS } from '../live/event-forms.js';
import { EVENTS, type EventName } from '../live/events.js';
import { schemaOf } from './openapi-parameters.js';
import { VERSION } from './version.js';

/** The socket's events for machines, in the same schemas as the HTTP interface: `docs/events.json`. */
export const socketDescription = {
  title: 'Plumbline, events of the socket',
  version: VERSION,
  transport:
    'Socket.IO 4, default path, namespace /; auth {token} for devices and keys, the cookie for people',
  acknowledgement: 'every event is answered by {ok: true, …} or by the refusal that openapi.json describes',
  clientToServer: Object.fromEntries(
    Object.entries(EVENT_FORMS).map(([name, { does, body, answer }]) => {
      const { access, scopes } = EVENTS[name as EventName];
      return [name, { does, access, scopes, body: schemaOf(body), answer: schemaOf(answer) }];
    }),
  ),
  serverToClient: Object.fromEntries(
    Object.entries(TOLD_FORMS).map(([name, { does, to, body }]) => [
      name,
      { does, to, body: schemaOf(body) },
    ]),
  ),
};
