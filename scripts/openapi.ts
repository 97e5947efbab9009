/** `npm run openapi`: writes docs/openapi.json and docs/events.json from the code, with the examples of docs/protocol. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { withExamples } from '../apps/server/src/api/described-examples.js';
import { openApi } from '../apps/server/src/api/openapi.js';
import { socketDescription } from '../apps/server/src/api/socket-description.js';
import { type Schema, valueFaults } from '../apps/server/src/testing/json-schema.js';

const docs = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'docs');
const pages = readdirSync(path.join(docs, 'protocol')).sort();
const files = ['protocol.md', ...pages.map((name) => `protocol/${name}`)];
const markdown = files.map((file) => readFileSync(path.join(docs, file), 'utf8')).join('\n');

const write = (name: string, value: unknown) =>
  writeFileSync(path.join(docs, name), `${JSON.stringify(value, undefined, 1)}\n`);
const fits = (example: unknown, schema: unknown) =>
  valueFaults(example, schema as Schema, openApi).length === 0;
write('openapi.json', withExamples(openApi, markdown, fits));
write('events.json', socketDescription);
console.log('docs/openapi.json and docs/events.json are as the code says.');
