import * as v from 'valibot';
import { DoneAnswer } from '../accounts/forms.js';
import type { Operations } from '../api/operation.js';
import { FeedForm, FeedsAnswer, MadeFeedAnswer } from './forms.js';

/** Its address is a credential, so no key may make or see one. */
const people = { access: ['account'], scopes: 'no-key' } as const;

export const calendarOperations: Operations = {
  'POST /api/v1/calendar-feeds': {
    does: 'Makes a secret calendar address and shows it once.',
    ...people,
    body: FeedForm,
    answer: MadeFeedAnswer,
  },
  'GET /api/v1/calendar-feeds': { does: 'Lists calendar feeds.', ...people, answer: FeedsAnswer },
  'POST /api/v1/calendar-feeds/{id}/replace': {
    does: 'Gives a feed a new secret address; the old one is void.',
    ...people,
    answer: MadeFeedAnswer,
  },
  'DELETE /api/v1/calendar-feeds/{id}': {
    does: 'Removes a feed; its address is void.',
    ...people,
    answer: DoneAnswer,
  },
  'GET /calendar/{secret}.ics': {
    does: 'The calendar, as iCalendar text.',
    access: ['anyone'],
    limit: 'cheap',
    scopes: 'no-key',
    answer: v.string(),
    media: 'text/calendar',
  },
};
