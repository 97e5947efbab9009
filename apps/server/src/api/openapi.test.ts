import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { EVENT_FORMS, TOLD_FORMS } from '../live/event-forms.js';
import { EVENTS } from '../live/events.js';
import { found, type Schema, schemaFaults, valueFaults } from '../testing/json-schema.js';
import { repositoryRoot } from '../web/files.js';
import { examplesIn, matches, withExamples } from './described-examples.js';
import { openApi } from './openapi.js';
import { OPERATIONS } from './operations.js';
import { socketDescription } from './socket-description.js';

type Json = Record<string, unknown>;
type Media = { schema: Schema; example?: unknown };
type Parameter = { name: string; in: string; required: boolean; schema: Json };
type Response = { description: string; content: Record<string, Media> };
type Operation = {
  operationId: string;
  tags: string[];
  parameters: Parameter[];
  security: Record<string, string[]>[];
  requestBody?: { required: boolean; content: Record<string, Media> };
  responses: Record<string, Response>;
};

const docs = path.join(repositoryRoot(), 'docs');
const pages = readdirSync(path.join(docs, 'protocol')).sort();
const read = (file: string) => readFileSync(path.join(docs, file), 'utf8');
const markdown = ['protocol.md', ...pages.map((name) => `protocol/${name}`)].map(read).join('\n');

const fits = (example: unknown, schema: unknown) =>
  valueFaults(example, schema as Schema, openApi).length === 0;
const described = JSON.parse(JSON.stringify(withExamples(openApi, markdown, fits))) as typeof openApi & Json;
const operations = Object.entries(described.paths).flatMap(([route, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    address: `${method.toUpperCase()} ${route}`,
    route,
    operation: operation as unknown as Operation,
  })),
);
const mediaOf = ({ requestBody, responses }: Operation): [string, Media][] => [
  ...Object.entries(requestBody?.content ?? {}).map(([, media]): [string, Media] => ['body', media]),
  ...Object.entries(responses).flatMap(([status, { content }]) =>
    Object.values(content).map((media): [string, Media] => [status, media]),
  ),
];

function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' ? [String(inner)] : refsIn(inner)));
}

describe('the description of the interface', () => {
  test.each([
    ['openapi.json', described],
    ['events.json', JSON.parse(JSON.stringify(socketDescription))],
  ])('docs/%s is as the code says; `npm run openapi` writes it', (file, value) => {
    expect(JSON.parse(read(file))).toEqual(value);
  });

  test('is OpenAPI 3.1 in what it must have', () => {
    const { openapi, info, servers, components } = described;
    expect([openapi, info.title, servers.length]).toEqual(['3.1.0', 'Plumbline', 1]);
    expect(Object.keys(components.securitySchemes)).toEqual(['cookie', 'token', 'key']);
    expect(refsIn(described).filter((ref) => found(described, ref) === undefined)).toEqual([]);
    expect(operations.map(({ address }) => address).sort()).toEqual(Object.keys(OPERATIONS).sort());
  });

  test('gives every operation a name of its own, a known tag and known credentials', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z][A-Za-z0-9]+$/.test(id))).toEqual([]);
    const tags = new Set(described.tags.map(({ name }) => name));
    for (const { operation } of operations) {
      expect(operation.tags.every((tag) => tags.has(tag))).toBe(true);
      const schemes = operation.security.flatMap((each) => Object.keys(each));
      expect(schemes.filter((name) => !(name in described.components.securitySchemes))).toEqual([]);
    }
  });

  test('types every parameter, and names exactly those that a path holds', () => {
    for (const { route, operation } of operations) {
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
      const names = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(inPath.map(({ name }) => name)).toEqual(names);
      expect(inPath.every(({ required }) => required)).toBe(true);
      const places = operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(places).size).toBe(places.length);
      for (const { name, schema } of operation.parameters) {
        expect(schemaFaults(schema, name)).toEqual([]);
        expect(schema.type ?? schema.enum ?? schema.anyOf).toBeDefined();
      }
    }
    const of = (address: string) => operations.find((each) => each.address === address)?.operation.parameters;
    expect(of('GET /api/v1/changes')).toContainEqual(
      expect.objectContaining({
        name: 'limit',
        required: false,
        schema: { type: 'integer', minimum: 0, maximum: 999 },
      }),
    );
    expect(of('DELETE /api/v1/documents/{kind}/{id}')).toContainEqual(
      expect.objectContaining({ name: 'basedOn', required: true }),
    );
  });

  test('holds only schemas that can be read, and examples that fit them', () => {
    const faults: string[] = [];
    let examples = 0;
    for (const { address, operation } of operations) {
      for (const [where, { schema, example }] of mediaOf(operation)) {
        faults.push(...schemaFaults(schema, `${address} ${where}`));
        if (example === undefined) continue;
        examples += 1;
        faults.push(...valueFaults(example, schema, described).map((fault) => `${address} ${where}${fault}`));
      }
    }
    expect(faults).toEqual([]);
    expect(examples).toBeGreaterThan(30);
  });

  test('lists every code that the protocol’s examples are refused with', () => {
    const missing = examplesIn(markdown).flatMap(({ method, path: asked, answer }) => {
      if (answer.ok !== false) return [];
      const { operation } = operations.find(({ address }) => {
        const [, template = ''] = address.split(' ');
        return address.startsWith(`${method} `) && matches(template, asked);
      }) as { operation: Operation };
      const codes = Object.values(operation.responses).flatMap(({ content }) => {
        const { allOf } = (content['application/json']?.schema ?? {}) as { allOf?: [Json, Json] };
        const { code } = (allOf?.[1].properties ?? {}) as { code?: { enum: string[] } };
        return code?.enum ?? [];
      });
      // A new one belongs into api/refusals.ts.
      return codes.includes(String(answer.code)) ? [] : [`${method} ${asked}: ${answer.code}`];
    });
    expect(missing).toEqual([]);
  });

  test('tells a spoiled value and a spoiled schema from sound ones', () => {
    const schema = { type: 'object', properties: { a: { type: 'integer', minimum: 1 } }, required: ['a'] };
    expect(valueFaults({ a: 1 }, schema, {})).toEqual([]);
    for (const spoiled of [{}, { a: 0 }, { a: '1' }, [], null])
      expect(valueFaults(spoiled, schema, {})).not.toEqual([]);
    expect(schemaFaults({ typ: 'string' }, 'x')).not.toEqual([]);
    expect(schemaFaults({ type: 'text' }, 'x')).not.toEqual([]);
  });
});

describe('the description of the socket', () => {
  const page = read('protocol.md').split('## Sockets')[1]?.split('\n## ')[0] ?? '';
  const rows = [...page.matchAll(/^\| `([\w:]+)` \|/gm)].map(([, name]) => name);

  test('names the events that are taken and told, and so does the protocol', () => {
    expect(Object.keys(EVENT_FORMS)).toEqual(Object.keys(EVENTS));
    expect(new Set(rows)).toEqual(new Set([...Object.keys(EVENT_FORMS), ...Object.keys(TOLD_FORMS)]));
  });

  test('names every event that the code emits', () => {
    const source = readFileSync(path.join(repositoryRoot(), 'apps/server/src/live/rooms.ts'), 'utf8');
    const emitted = [...source.matchAll(/emit\('(\w+)'/g)].map(([, name = '']) => name);
    expect(emitted.length).toBeGreaterThan(2);
    expect(emitted.filter((name) => !(name in TOLD_FORMS))).toEqual([]);
  });

  test('holds only schemas that can be read', () => {
    const { clientToServer, serverToClient } = socketDescription;
    const schemas = [
      ...Object.values(clientToServer).flatMap(({ body, answer }) => [body, answer]),
      ...Object.values(serverToClient).map(({ body }) => body),
    ];
    expect(schemas.flatMap((schema) => schemaFaults(schema, 'event'))).toEqual([]);
  });
});
