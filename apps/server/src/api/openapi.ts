import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { SCOPES } from '../accounts/keys/scopes.js';
import { DocumentFacts } from '../documents/forms.js';
import { PROBLEMS } from '../problems/problems.js';
import type { Access, Operation, Rule } from './operation.js';
import { OPERATIONS } from './operations.js';
import { VERSION } from './version.js';

const keyWords = `An API key, \`plb_k_…\`, made by its person. It needs every scope that an address names. ${Object.entries(
  SCOPES,
)
  .map(([scope, may]) => `\`${scope}\` ${may}.`)
  .join(' ')}`;

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

const schemaOf = (schema: v.GenericSchema) => {
  const { $schema: _, ...rest } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' });
  return rest;
};
const content = (schema: v.GenericSchema, media = 'application/json') => ({
  [media]: { schema: schemaOf(schema) },
});

const SECURITY: Record<Access, object> = {
  anyone: {},
  account: { cookie: [] },
  owner: { cookie: [] },
  device: { token: [] },
};

/** OpenAPI 3.1 lets a requirement name what the credential must be allowed: here a key's scopes, all of them. */
const securityOf = ({ access, scopes }: Rule) => [
  ...access.map((kind) => SECURITY[kind]),
  ...(scopes === 'no-key' ? [] : [{ key: [...scopes] }]),
];

function parametersOf(path: string, query: Operation['query']) {
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

function describe(path: string, operation: Operation) {
  const { does, body, query, answer, media } = operation;
  return {
    summary: does,
    parameters: parametersOf(path, query),
    security: securityOf(operation),
    ...(body ? { requestBody: { required: true, content: content(body) } } : {}),
    responses: {
      200: { description: 'Done.', content: content(answer, media) },
      default: { description: 'Not done, and why.', content: content(RefusalAnswer) },
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
      token: { type: 'http', scheme: 'bearer', description: 'A device’s token, `plb_d_…`, got by pairing.' },
      key: { type: 'http', scheme: 'bearer', description: keyWords },
    },
  },
};
