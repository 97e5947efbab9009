import * as v from 'valibot';
import { SCOPES } from '../accounts/keys/scopes.js';
import { DocumentFacts } from '../documents/forms.js';
import { PROBLEMS } from '../problems/problems.js';
import { parametersOf, schemaOf } from './openapi-parameters.js';
import type { Access, Operation, Rule } from './operation.js';
import { OPERATIONS } from './operations.js';
import { refusalsOf } from './refusals.js';
import { VERSION } from './version.js';

const keyWords = `An API key, \`plb_k_…\`, made by its person. It needs every scope that an address names. ${Object.entries(
  SCOPES,
)
  .map(([scope, may]) => `\`${scope}\` ${may}.`)
  .join(' ')}`;

const ABOUT =
  'Every answer is JSON, `{"ok": true, …}` or a refusal with a code, unless a media type says otherwise. Instants are whole milliseconds since 1970. The socket’s events are in docs/events.json, all of it in words and examples in docs/protocol.md.';
const REFUSAL = { $ref: '#/components/schemas/Refusal' };

const codes = Object.keys(PROBLEMS) as [string, ...string[]];
const RefusalAnswer = v.object({
  ok: v.literal(false),
  code: v.picklist(codes),
  message: v.string(),
  retryAfterMs: v.optional(v.number()),
  requestId: v.optional(v.string()),
  ticket: v.optional(v.string()),
  problems: v.optional(
    v.array(
      v.looseObject({ code: v.string(), path: v.optional(v.string()), message: v.optional(v.string()) }),
    ),
  ),
  theirs: v.optional(v.nullable(DocumentFacts)),
  yours: v.optional(v.object({ kind: v.string(), id: v.string(), basedOn: v.number(), body: v.unknown() })),
});

const content = (schema: v.GenericSchema, media = 'application/json') => ({
  [media]: { schema: schemaOf(schema) },
});

const SECURITY: Record<Exclude<Access, 'reader'>, object> = {
  anyone: {},
  account: { cookie: [] },
  owner: { cookie: [] },
  device: { token: [] },
};

/** OpenAPI 3.1 lets a requirement name what the credential must be allowed: here a key's scopes, all of them. */
const securityOf = ({ access, scopes }: Rule) => [
  // A reader is a signed-in person too: the cookie is named by `account`.
  ...access.flatMap((kind) => (kind === 'reader' ? [] : [SECURITY[kind]])),
  ...(scopes === 'no-key' ? [] : [{ key: [...scopes] }]),
];

/** `POST /api/v1/sessions/{id}/corrections` becomes `postSessionsIdCorrections`: the name a generator gives its function. */
const operationIdOf = (method: string, path: string): string =>
  [method.toLowerCase(), ...path.replace('/api/v1/', '').split(/[^A-Za-z0-9]+/)]
    .filter((word) => word !== '')
    .map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1)))
    .join('');

/** The first word of an address below the interface's own: `sessions`, `webhooks`, `calendar`. */
const tagOf = (path: string): string => path.replace('/api/v1/', '/').split('/')[1] as string;

/** The refusal is described once; each status narrows which codes come with it. */
function refusalResponses(address: string, operation: Operation) {
  const refused = [...refusalsOf(address, operation)].map(([status, names]) => [
    status,
    {
      description: `Not done: ${names.join(', ')}.`,
      content: {
        'application/json': {
          schema: { allOf: [REFUSAL, { properties: { code: { enum: names } }, required: ['code'] }] },
        },
      },
    },
  ]);
  return Object.fromEntries(refused) as Record<string, object>;
}

function describe(address: string, operation: Operation) {
  const [method = '', path = ''] = address.split(' ');
  const { does, body, answer, media } = operation;
  return {
    operationId: operationIdOf(method, path),
    tags: [tagOf(path)],
    summary: does,
    parameters: parametersOf(path, operation),
    security: securityOf(operation),
    ...(body ? { requestBody: { required: true, content: content(body) } } : {}),
    responses: {
      200: { description: 'Done.', content: content(answer, media) },
      ...refusalResponses(address, operation),
      default: { description: 'Not done, and why.', content: { 'application/json': { schema: REFUSAL } } },
    },
  };
}

function allPaths() {
  const paths: Record<string, Record<string, object>> = {};
  for (const [address, operation] of Object.entries(OPERATIONS)) {
    const [method = '', path = ''] = address.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(address, operation) };
  }
  return paths;
}

export const openApi = {
  openapi: '3.1.0',
  info: {
    title: 'Plumbline',
    version: VERSION,
    description: ABOUT,
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  tags: [...new Set(Object.keys(OPERATIONS).map((address) => tagOf(address.split(' ')[1] as string)))].map(
    (name) => ({ name }),
  ),
  paths: allPaths(),
  components: {
    schemas: { Refusal: schemaOf(RefusalAnswer) },
    securitySchemes: {
      cookie: { type: 'apiKey', in: 'cookie', name: 'plumbline' },
      token: { type: 'http', scheme: 'bearer', description: 'A device’s token, `plb_d_…`, got by pairing.' },
      key: { type: 'http', scheme: 'bearer', description: keyWords },
    },
  },
};
