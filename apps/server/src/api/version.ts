import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../web/files.js';

const read = JSON.parse(readFileSync(path.join(repositoryRoot(), 'package.json'), 'utf8')) as {
  version: string;
};

export const VERSION = read.version;
