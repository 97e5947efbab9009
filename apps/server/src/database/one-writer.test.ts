import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { repositoryRoot } from '../web/files.js';

const source = path.join(repositoryRoot(), 'apps/server/src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('testing'))
  .map((file) => ({ file, text: readFileSync(path.join(source, file), 'utf8') }));
const holding = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe('the source of the server', () => {
  test('uses TypeORM inside database/ only, where the one writer is', () => {
    const found = holding(
      /from 'typeorm'|\.(save|insert|upsert|transaction|createQueryRunner|getRepository)\(/,
    );
    expect(found.filter((file) => !file.startsWith('database/'))).toEqual([]);
    expect(found).toContain('database/write-queue.ts');
  });

  test('writes SQL that changes data only through a transaction of the queue', () => {
    const found = holding(/read\s*\.(all|one)(<[^>]*>)?\(\s*['"`](INSERT|UPDATE|DELETE|REPLACE)/);
    expect(found).toEqual([]);
  });

  test('reads the environment in main.ts only', () => {
    expect(holding(/process\.env|import\.meta\.env/)).toEqual(['main.ts']);
  });

  test('reads the clock in one file, and main.ts for its log', () => {
    expect(holding(/Date\.now|new Date\(\)/).sort()).toEqual(['api/clock.ts', 'main.ts']);
  });
});
