import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { devicesFile } from '../../scripts/build-devices.js';
import { guestFile, guestScript } from '../../scripts/build-guest.js';
import { membersFile, platformFile } from '../../scripts/build-members.js';
import { threadFile, threadScript } from '../../scripts/build-thread.js';

const source = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
/** The formatter may lay a file out anew; what it says is compared. */
const words = (text: string) => text.replace(/\s+/g, ' ').replace(/ ?, ?(?=[\]}])/g, '');

describe('a made file is the one its script would make now', () => {
  test('the guest kernel', async () => {
    expect(source('core/guest-bundle.ts')).toBe(guestFile(await guestScript()));
  });

  test("the guarded engine's thread", async () => {
    expect(source('node/thread-code.ts')).toBe(threadFile(await threadScript()));
  });

  test('the list of models', () => {
    expect(words(source('core/device-list.ts'))).toBe(words(devicesFile()));
  });

  test('the members of the platform', () => {
    expect(words(source('wire/members.ts'))).toBe(words(membersFile()));
    expect(words(source('core/platform-list.ts'))).toBe(words(platformFile()));
  });
});
