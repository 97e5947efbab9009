import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { From } from '../accounts/access.js';
import type { AccountWho } from '../accounts/who.js';
import { refuse } from '../problems/problems.js';
import { validate } from '../problems/validate.js';
import { Corrections } from './corrections.js';
import { CorrectionEnvelope, CorrectionPath, SessionPath } from './forms.js';

/** `by` of what a signed-in person does. */
const PERSON = 'person';

@Controller('api/v1')
export class CorrectionsController {
  constructor(@Inject(Corrections) private readonly corrections: Corrections) {}

  @Post('sessions/:id/corrections')
  @HttpCode(200)
  async correct(@From() { accountId }: AccountWho, @Param() params: unknown, @Body() body: unknown) {
    const path = validate(SessionPath, params);
    const form = validate(CorrectionEnvelope, body);
    if (!path.ok) return refuse('not-found');
    if (!form.ok) return form;
    return this.corrections.correct({ accountId, sessionId: path.value.id, by: PERSON }, form.value.changes);
  }

  @Get('sessions/:id/corrections')
  async history(@From() { accountId }: AccountWho, @Param() params: unknown) {
    const path = validate(SessionPath, params);
    return path.ok ? this.corrections.history({ accountId, sessionId: path.value.id }) : refuse('not-found');
  }

  @Delete('sessions/:id')
  async remove(@From() { accountId }: AccountWho, @Param() params: unknown) {
    const path = validate(SessionPath, params);
    return path.ok
      ? this.corrections.delete({ accountId, sessionId: path.value.id, by: PERSON })
      : refuse('not-found');
  }

  @Post('sessions/:id/corrections/:seq/undo')
  @HttpCode(200)
  async undo(@From() { accountId }: AccountWho, @Param() params: unknown) {
    const path = validate(CorrectionPath, params);
    if (!path.ok) return refuse('not-found');
    const { id: sessionId, seq } = path.value;
    return this.corrections.undo({ accountId, sessionId, by: PERSON }, seq);
  }

  @Get('deleted-sessions')
  deleted(@From() { accountId }: AccountWho) {
    return this.corrections.deleted(accountId);
  }
}
