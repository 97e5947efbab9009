import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { AccountAnswer, ClaimForm, DoneAnswer, LoginForm, MeAnswer } from '../accounts/forms.js';
import { CodeAnswer, DevicesAnswer, PairAnswer, PairForm } from '../devices/forms.js';
import { PullAnswer, PullQuery, PushAnswer, PushForm } from '../journal/forms.js';
import { PROBLEMS } from '../problems/problems.js';
import { HistoryAnswer, HistoryQuery, SessionAnswer, WeekAnswer, WeekQuery } from '../sessions/forms.js';
import { VERSION } from './version.js';

type Access = 'anyone' | 'account' | 'device';
type QuerySchema = { entries: Record<string, unknown> };
type Operation = {
  does: string;
  access: Access[];
  body?: v.GenericSchema;
  query?: QuerySchema;
  answer: v.GenericSchema;
};

const Health = v.object({ status: v.literal('ok'), version: v.string() });
const codes = Object.keys(PROBLEMS) as [string, ...string[]];
const RefusalAnswer = v.object({
  ok: v.literal(false),
  code: v.picklist(codes),
  message: v.string(),
  retryAfterMs: v.optional(v.number()),
});

const operation = (does: string, access: Access[], rest: Omit<Operation, 'does' | 'access'>): Operation => ({
  does,
  access,
  ...rest,
});

/** Every address, with the schemas that the handlers themselves check by. */
export const OPERATIONS: Record<string, Operation> = {
  'GET /api/v1/health': operation('Says that the server is ready.', ['anyone'], { answer: Health }),
  'GET /api/v1/openapi.json': operation('This description.', ['anyone'], { answer: v.looseObject({}) }),
  'GET /api/v1/me': operation('Who is signed in, if anyone.', ['anyone'], { answer: MeAnswer }),
  'POST /api/v1/claim': operation('Makes the first account.', ['anyone'], {
    body: ClaimForm,
    answer: AccountAnswer,
  }),
  'POST /api/v1/login': operation('Signs in.', ['anyone'], { body: LoginForm, answer: AccountAnswer }),
  'POST /api/v1/logout': operation('Signs out.', ['account'], { answer: DoneAnswer }),
  'POST /api/v1/pairing-codes': operation('Makes a pairing code.', ['account'], { answer: CodeAnswer }),
  'POST /api/v1/pair': operation('Trades a pairing code for a device token.', ['anyone'], {
    body: PairForm,
    answer: PairAnswer,
  }),
  'GET /api/v1/devices': operation('Lists devices.', ['account'], { answer: DevicesAnswer }),
  'DELETE /api/v1/devices/{id}': operation('Removes a device.', ['account'], { answer: DoneAnswer }),
  'POST /api/v1/journal': operation('Takes entries.', ['device'], { body: PushForm, answer: PushAnswer }),
  'GET /api/v1/changes': operation('What happened since a position.', ['device', 'account'], {
    query: PullQuery,
    answer: PullAnswer,
  }),
  'GET /api/v1/sessions': operation('Lists sessions, newest first.', ['account'], {
    query: HistoryQuery,
    answer: HistoryAnswer,
  }),
  'GET /api/v1/sessions/{id}': operation('One session, planned against done.', ['account'], {
    answer: SessionAnswer,
  }),
  'GET /api/v1/week': operation('One week against its goal.', ['account'], {
    query: WeekQuery,
    answer: WeekAnswer,
  }),
};

const schemaOf = (schema: v.GenericSchema) => {
  const { $schema: _, ...rest } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' });
  return rest;
};
const json = (schema: v.GenericSchema) => ({ 'application/json': { schema: schemaOf(schema) } });

const SECURITY: Record<Access, object> = { anyone: {}, account: { cookie: [] }, device: { token: [] } };

function parametersOf(path: string, query: QuerySchema | undefined) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.keys(query?.entries ?? {})
    .filter((name) => name !== 'as')
    .map((name) => ({ name, in: 'query', required: false, schema: { type: 'string' } }));
  return [...inPath, ...inQuery];
}

function describe(path: string, { does, access, body, query, answer }: Operation) {
  return {
    summary: does,
    parameters: parametersOf(path, query),
    security: access.map((kind) => SECURITY[kind]),
    ...(body ? { requestBody: { required: true, content: json(body) } } : {}),
    responses: {
      200: { description: 'Done.', content: json(answer) },
      default: { description: 'Not done, and why.', content: json(RefusalAnswer) },
    },
  };
}

function allPaths() {
  const paths: Record<string, Record<string, object>> = {};
  for (const [address, operation] of Object.entries(OPERATIONS)) {
    const [method = '', path = ''] = address.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(path, operation) };
  }
  return paths;
}

export const openApi = {
  openapi: '3.1.0',
  info: { title: 'Plumbline', version: VERSION, license: { name: 'MIT', identifier: 'MIT' } },
  paths: allPaths(),
  components: {
    securitySchemes: {
      cookie: { type: 'apiKey', in: 'cookie', name: 'plumbline' },
      token: { type: 'http', scheme: 'bearer' },
    },
  },
};
