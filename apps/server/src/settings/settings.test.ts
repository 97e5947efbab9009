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

  test('all problems are named at once', () => {
    expect(readSettings({ PORT: 'x', PUBLIC_URL: 'x' })).toMatchObject({ problems: { length: 2 } });
  });
});
