import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readSettings } from './settings.js';

describe('readSettings', () => {
  test('an empty environment is the server of the manual', () => {
    expect(readSettings({})).toEqual({
      settings: { port: 4180, host: '127.0.0.1', dataDir: path.resolve('data'), trustProxy: false },
    });
  });

  test('every variable is taken', () => {
    const env = {
      PORT: '0',
      HOST: '::',
      DATA_DIR: '/srv/p',
      PUBLIC_URL: 'https://p.example',
      TRUST_PROXY: '1',
      METRICS_TOKEN: 'sixteen-signs-at-least',
      LOG_LEVEL: 'WARN',
      DATABASE_URL: 'postgres://me:secret@db/plumbline',
      REDIS_URL: 'redis://cache:6379',
    };
    expect(readSettings(env)).toEqual({
      settings: {
        port: 0,
        host: '::',
        dataDir: '/srv/p',
        publicUrl: new URL('https://p.example'),
        trustProxy: 1,
        metricsToken: 'sixteen-signs-at-least',
        logLevel: 'warn',
        databaseUrl: 'postgres://me:secret@db/plumbline',
        redisUrl: 'redis://cache:6379',
      },
    });
  });

  test.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['HOST', 'not a host'],
    ['PUBLIC_URL', 'plumb.example'],
    ['PUBLIC_URL', 'ftp://plumb.example'],
    ['PUBLIC_URL', 'https://plumb.example/path'],
    ['TRUST_PROXY', 'yes please'],
    ['TRUST_PROXY', 'true'],
    ['LOG_LEVEL', 'chatty'],
  ])('%s=%s gets a sentence that names it', (name, value) => {
    const read = readSettings({ [name]: value });
    expect(read).toEqual({
      problems: [expect.stringMatching(new RegExp(`^${name} must be .*"${value}"\\.$`))],
    });
  });

  test('a token too short for METRICS_TOKEN is not repeated', () => {
    const read = readSettings({ METRICS_TOKEN: 'hush' });
    expect(read).toEqual({ problems: [expect.stringMatching(/^METRICS_TOKEN must be /)] });
    expect(JSON.stringify(read)).not.toContain('hush');
  });

  test.each([
    [{ DATABASE_URL: 'mysql://me:secret@db/plumbline' }, /^DATABASE_URL must be like postgres:/],
    [{ DATABASE_URL: 'postgres://me:secret@db' }, /^DATABASE_URL must be like postgres:/],
    [{ DATABASE_URL: 'secret' }, /^DATABASE_URL must be like postgres:/],
    [
      { DATABASE_URL: 'postgres://db/p', REDIS_URL: 'http://me:secret@cache' },
      /^REDIS_URL must be like redis:/,
    ],
    [
      { REDIS_URL: 'redis://me:secret@cache' },
      /^REDIS_URL is for several servers on one PostgreSQL database/,
    ],
  ])('%j gets a sentence that does not repeat its password', (env, sentence) => {
    const read = readSettings(env);
    expect(read).toEqual({ problems: [expect.stringMatching(sentence)] });
    expect(JSON.stringify(read)).not.toContain('secret');
  });

  test('all problems are named at once', () => {
    expect(readSettings({ PORT: 'x', PUBLIC_URL: 'x' })).toMatchObject({ problems: { length: 2 } });
  });
});
