import type { Files } from './files.js';
import { asciiJson } from './line.js';

/** Who the phone sends to. Older servers tell a name only. */
export type Account = { id?: string; name: string };

/** Numbers of an ended journal that its server never named; they stay on the disk and go to nobody else. */
export type Left = { id: string; from: number; to: number };

/** An earlier journal of the same account: its numbers on the disk are `base + 1` to `to`. */
export type Past = { id: string; base: number; to: number };

/**
 * Which journal the newest numbers belong to. Numbers on the disk count on for ever; numbers up to `base` belong to earlier
 * journals, and the wire counts from 1 behind it. So opening a new journal moves nothing: one small file is replaced.
 */
export type Identity = {
  id: string;
  base: number;
  account?: Account;
  /** The journal this one goes on from, and its number there that was refused as a fork. */
  continues?: { id: string; from: number };
  left: Left[];
  /** Oldest first; absent when there was none. */
  past?: Past[];
};

const ID_FILE = 'id.txt';

/** The first version of this file held the bare id. */
export function readIdentity(files: Files): Identity | undefined {
  const text = files.read(ID_FILE) ?? '';
  if (/^[0-9A-Z]+$/i.test(text)) return { id: text, base: 0, left: [] };
  try {
    const value = JSON.parse(text) as Identity;
    return typeof value.id === 'string' && Number.isInteger(value.base) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const writeIdentity = (files: Files, identity: Identity): boolean =>
  files.replace(ID_FILE, asciiJson(identity));

/** Ids tell apart where both are known; a name alone is all that is left otherwise. */
export const sameAccount = (one: Account, other: Account): boolean =>
  one.id !== undefined && other.id !== undefined ? one.id === other.id : one.name === other.name;
