import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { dayOf } from '@plumbline/routine-core';
import { From, HistoryOf } from '../accounts/access.js';
import type { Actor } from '../accounts/who.js';
import { CLOCK, type Clock } from '../api/clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { refuse } from '../problems/problems.js';
import { validate } from '../problems/validate.js';
import { readDays } from './days.js';
import { readExercise, readExercises } from './exercises.js';
import { DayPath, MonthQuery, MovementPath, RangeQuery, WeekQuery, YearQuery } from './forms.js';
import { monthOf, yearOf } from './range.js';
import { readReminderDay } from './reminder-day.js';
import { readReminders } from './reminders.js';
import { readTotals } from './totals.js';
import { readWeek } from './week.js';

/** Reads what is kept of progress; each answer costs what it shows, however long the history is. */
@Controller('api/v1/progress')
export class ProgressController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Get('week')
  week(@HistoryOf() accountId: string, @Query() query: unknown) {
    const form = validate(WeekQuery, query);
    return form.ok ? readWeek(this.read, { accountId, today: form.value.day ?? this.today() }) : form;
  }

  @Get('year')
  year(@HistoryOf() accountId: string, @Query() query: unknown) {
    const form = validate(YearQuery, query);
    if (!form.ok) return form;
    const today = this.today();
    return readDays(this.read, { accountId, today }, yearOf(form.value.year ?? today.slice(0, 4)));
  }

  @Get('month')
  month(@HistoryOf() accountId: string, @Query() query: unknown) {
    const form = validate(MonthQuery, query);
    if (!form.ok) return form;
    const today = this.today();
    return readDays(this.read, { accountId, today }, monthOf(form.value.month ?? today.slice(0, 7)));
  }

  @Get('exercises')
  exercises(@HistoryOf() accountId: string, @Query() query: unknown) {
    const form = validate(RangeQuery, query);
    if (!form.ok) return form;
    const { weeks, day: today = this.today() } = form.value;
    return readExercises(this.read, { accountId, today, weeks });
  }

  @Get('exercises/:movement')
  exercise(@HistoryOf() accountId: string, @Param() params: unknown, @Query() query: unknown) {
    const path = validate(MovementPath, params);
    const form = validate(RangeQuery, query);
    if (!path.ok) return refuse('not-found');
    if (!form.ok) return form;
    const { weeks, day: today = this.today() } = form.value;
    return readExercise(this.read, { accountId, today, weeks }, path.value.movement);
  }

  @Get('reminders')
  reminders(@From() { accountId }: Actor, @Query() query: unknown) {
    const form = validate(RangeQuery, query);
    if (!form.ok) return form;
    const { weeks, day: today = this.today() } = form.value;
    return readReminders(this.read, { accountId, today, weeks });
  }

  @Get('reminders/:day')
  reminderDay(@From() { accountId }: Actor, @Param() params: unknown) {
    const path = validate(DayPath, params);
    return path.ok ? readReminderDay(this.read, accountId, path.value.day) : refuse('not-found');
  }

  @Get('totals')
  totals(@HistoryOf() accountId: string) {
    return readTotals(this.read, accountId);
  }

  private get read() {
    return this.database.read;
  }

  /** Of a reader who does not say what day it is. */
  private today(): string {
    return dayOf(this.now(), 0);
  }
}
