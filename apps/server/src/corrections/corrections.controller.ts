import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { From } from '../accounts/access.js';
import { type Actor, authorOf } from '../accounts/who.js';
import { refuse } from '../problems/problems.js';
import { validate } from '../problems/validate.js';
import { Corrections } from './corrections.js';
import { CorrectionEnvelope, CorrectionPath, SessionPath } from './forms.js';

const act = (who: Actor, sessionId: string) => ({ accountId: who.accountId, sessionId, by: authorOf(who) });

@Controller('api/v1')
export class CorrectionsController {
  constructor(@Inject(Corrections) private readonly corrections: Corrections) {}

  @Post('sessions/:id/corrections')
  @HttpCode(200)
  async correct(@From() who: Actor, @Param() params: unknown, @Body() body: unknown) {
    const path = validate(SessionPath, params);
    const form = validate(CorrectionEnvelope, body);
    if (!path.ok) return refuse('not-found');
    if (!form.ok) return form;
    return this.corrections.correct(act(who, path.value.id), form.value.changes);
  }

  @Get('sessions/:id/corrections')
  async history(@From() { accountId }: Actor, @Param() params: unknown) {
    const path = validate(SessionPath, params);
    return path.ok ? this.corrections.history({ accountId, sessionId: path.value.id }) : refuse('not-found');
  }

  @Delete('sessions/:id')
  async remove(@From() who: Actor, @Param() params: unknown) {
    const path = validate(SessionPath, params);
    return path.ok ? this.corrections.delete(act(who, path.value.id)) : refuse('not-found');
  }

  @Post('sessions/:id/corrections/:seq/undo')
  @HttpCode(200)
  async undo(@From() who: Actor, @Param() params: unknown) {
    const path = validate(CorrectionPath, params);
    if (!path.ok) return refuse('not-found');
    return this.corrections.undo(act(who, path.value.id), path.value.seq);
  }

  @Get('deleted-sessions')
  deleted(@From() { accountId }: Actor) {
    return this.corrections.deleted(accountId);
  }
}
