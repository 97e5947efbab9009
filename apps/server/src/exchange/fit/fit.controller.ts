import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { compileTimeline, isSessionId, parseRoutine } from '@plumbline/routine-core';
import type { FastifyReply } from 'fastify';
import { From } from '../../accounts/access.js';
import type { Actor } from '../../accounts/who.js';
import { CLOCK, type Clock } from '../../api/clock.js';
import { DATABASE, type Database } from '../../database/database.js';
import { Documents } from '../../documents/documents.js';
import { Refused } from '../../problems/refused.js';
import { validate } from '../../problems/validate.js';
import { toldSession } from '../sessions/told-session.js';
import { activityFile } from './activity.js';
import { optionsOf, WorkoutQuery } from './forms.js';
import { workoutFile } from './workout.js';

@Controller('api/v1')
export class FitController {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Documents) private readonly documents: Documents,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  @Get('sessions/:id/activity.fit')
  async activity(@From() who: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    if (!isSessionId(id)) throw new Refused('not-found');
    const session = await toldSession(this.database.read, who.accountId, id);
    if (session === undefined) throw new Refused('not-found');
    if (session.summary.status !== 'ended') throw new Refused('not-over');
    return sendFit(reply, `${session.summary.day}-${id}`, activityFile(session));
  }

  @Get('routines/:id/workout.fit')
  async workout(
    @From() who: Actor,
    @Param('id') id: string,
    @Query() query: unknown,
    @Res() reply: FastifyReply,
  ) {
    const form = validate(WorkoutQuery, query);
    if (!form.ok) throw new Refused(form.code);
    const timeline = compileTimeline(await this.routineOf(who.accountId, id), optionsOf(form.value));
    const name = `${id}-${timeline.routineVersion}-${form.value.level}`;
    return sendFit(reply, name, workoutFile(timeline, this.now()));
  }

  /** The newest version; one that was withdrawn is not for doing any more. */
  private async routineOf(accountId: string, id: string) {
    const found = await this.documents.get({ accountId, kind: 'routine', id });
    const read = found.ok ? parseRoutine(found.document.body) : undefined;
    if (!read?.ok) throw new Refused('not-found');
    return read.value;
  }
}

/** Ids have the signs of file names only. */
function sendFit(reply: FastifyReply, name: string, bytes: Buffer) {
  const headers = {
    'content-disposition': `attachment; filename="plumbline-${name}.fit"`,
    'cache-control': 'no-store',
  };
  return reply.headers(headers).type('application/vnd.ant.fit').send(bytes);
}
