import type { KeptState } from '@plumbline/zepp-runtime/browser';

/** What a virtual watch keeps in this browser: its files and settings, the chosen model, sound. One watch per browser. */
const KEY = 'plumbline.virtual-watch';
const STATE = `${KEY}.state`;
const CHOICES = `${KEY}.choices`;

export type Choices = { model: string; speed: number; sound: boolean };

function read<T>(key: string): Partial<T> | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return typeof value === 'object' && value !== null ? (value as Partial<T>) : undefined;
  } catch {
    return undefined;
  }
}

/** A full or closed store loses the watch's memory, not the page. */
function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Private windows may refuse; the watch then starts anew each time.
  }
}

export function keptState(): KeptState | undefined {
  const found = read<KeptState>(STATE);
  if (!Array.isArray(found?.storage) || !Array.isArray(found.files)) return undefined;
  return { storage: found.storage, files: found.files, settings: found.settings ?? {} };
}

export const keepState = (state: KeptState): void => write(STATE, state);
export const forgetState = (): void => localStorage.removeItem(STATE);

export function choices(otherwise: Choices): Choices {
  const { model, speed, sound } = read<Choices>(CHOICES) ?? {};
  return {
    model: typeof model === 'string' ? model : otherwise.model,
    speed: speed === 10 || speed === 60 ? speed : otherwise.speed,
    sound: sound === true,
  };
}

export const keepChoices = (made: Choices): void => write(CHOICES, made);
