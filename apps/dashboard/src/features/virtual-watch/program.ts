import { forget, recall, remember } from './memory.js';

/** What runs on the virtual watch: the package of this server, or one that a person has dropped in. */
export type Program = {
  own: { name: string; bytes: ArrayBuffer } | undefined;
  /** Whether its phone reaches this server. */
  network: boolean;
};

export const plumbline: Program = { own: undefined, network: true };

const PACKAGE = '/plumbline.zab';
const MEGABYTE = 1024 * 1024;
const MOST_BYTES = 32 * MEGABYTE;

export async function fetchPlumbline(): Promise<ArrayBuffer | undefined> {
  const answer = await fetch(PACKAGE, { credentials: 'omit', cache: 'no-cache' }).catch(() => undefined);
  return answer?.ok ? answer.arrayBuffer() : undefined;
}

const PLACE = ':own package';

/** The package that a person ran last time, unless they went back. */
export async function rememberedProgram(): Promise<Program> {
  const found = (await recall(PLACE)) as Program['own'];
  return found === undefined ? plumbline : { own: found, network: false };
}

export const rememberProgram = ({ own }: Program): Promise<void> =>
  own === undefined ? forget(PLACE) : remember(PLACE, own);

/** A file as a program, or a sentence that says why it is none. What is inside is judged in the sandbox. */
export async function programFrom(file: File): Promise<Program | string> {
  if (!/\.(zab|zpk|zip)$/i.test(file.name))
    return `${file.name} is no package: it should end in .zab or .zpk.`;
  if (file.size > MOST_BYTES)
    return `${file.name} is larger than ${MOST_BYTES / MEGABYTE} MB; no watch takes that.`;
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (bytes === undefined) return `${file.name} could not be read.`;
  return { own: { name: file.name, bytes }, network: false };
}
