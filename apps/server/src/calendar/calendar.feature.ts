import { CalendarController } from './calendar.controller.js';
import { Calendar } from './calendar.js';
import { CalendarFeeds } from './feeds.js';

export const calendarFeature = { controllers: [CalendarController], providers: [CalendarFeeds, Calendar] };
