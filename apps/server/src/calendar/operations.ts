import * as v from 'valibot';
import { DoneAnswer } from '../accounts/forms.js';
import type { Operations } from '../api/operation.js';
import { FeedForm, FeedsAnswer, MadeFeedAnswer } from './forms.js';

export const calendarOperations: Operations = {
  'POST /api/v1/calendar-feeds': {
    does: 'Makes a secret calendar address and shows it once.',
    access: ['account'],
    body: FeedForm,
    answer: MadeFeedAnswer,
  },
  'GET /api/v1/calendar-feeds': { does: 'Lists calendar feeds.', access: ['account'], answer: FeedsAnswer },
  'POST /api/v1/calendar-feeds/{id}/replace': {
    does: 'Gives a feed a new secret address; the old one is void.',
    access: ['account'],
    answer: MadeFeedAnswer,
  },
  'DELETE /api/v1/calendar-feeds/{id}': {
    does: 'Removes a feed; its address is void.',
    access: ['account'],
    answer: DoneAnswer,
  },
  'GET /calendar/{secret}.ics': {
    does: 'The calendar, as iCalendar text.',
    access: ['anyone'],
    answer: v.string(),
    media: 'text/calendar',
  },
};
