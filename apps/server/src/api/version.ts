import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../web/files.js';

const read = JSON.parse(readFileSync(path.join(repositoryRoot(), 'package.json'), 'utf8')) as {
  version: string;
};

export const VERSION = read.version;

/**
 * The oldest client that still understands all answers. It rises only when something a client relied on changes or goes, and the
 * changelog says what; new fields and new addresses never raise it.
 */
export const MINIMUM_CLIENT = '0.1.0';
