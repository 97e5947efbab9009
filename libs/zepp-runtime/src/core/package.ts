import { unzipSync } from 'fflate';
import { fromUtf8 } from '../wire/utf8.js';
import type { Device } from './devices.js';

export type Files = Record<string, Uint8Array>;
export type AppManifest = {
  app: { appId: number; appName: string; version?: { code: number; name: string } };
  permissions?: string[];
  runtime?: { apiVersion?: { minVersion?: string; target?: string } };
  defaultLanguage?: string;
  designWidth?: number;
  module?: {
    page?: { pages?: string[] };
    'app-service'?: { services?: string[] };
    'app-side'?: { path?: string };
    setting?: { path?: string };
  };
  platforms?: { deviceSource: number; dw?: number }[];
};

/** One variant of a package: what one watch, and the phone beside it, would get. */
export type Program = { manifest: AppManifest; device: Files; phone: Files };
export type Loaded = { ok: true; program: Program } | { ok: false; code: string; message: string };
type Refusal = Extract<Loaded, { ok: false }>;

type Variant = {
  name: string;
  platforms: { screenType: string; screenResolution: string; cpuPlatform: string }[];
};

/** A watch has far less; anything above is a bomb. */
const MOST_BYTES = 64 * 1024 * 1024;

class Bad extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

function unzip(bytes: Uint8Array, what: string): Files {
  let total = 0;
  let files: Files;
  const filter = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (name.startsWith('/') || /(^|[\\/])\.\.([\\/]|$)|^[a-z]:/i.test(name)) {
      throw new Bad('unsafe-path', `${what} holds a file that climbs out of it: ${name}.`);
    }
    total += originalSize;
    if (total > MOST_BYTES) throw new Bad('too-large', `${what} unpacks to more than 64 MB.`);
    return !name.endsWith('/');
  };
  try {
    files = unzipSync(bytes, { filter });
  } catch (fault) {
    if (fault instanceof Bad) throw fault;
    throw new Bad('not-a-package', `${what} is no zip archive that can be read.`);
  }
  return files;
}

function parseJson<T>(files: Files, name: string, what: string): T {
  const bytes = files[name];
  if (bytes === undefined) throw new Bad('incomplete', `${what} has no ${name}.`);
  try {
    return JSON.parse(fromUtf8(bytes)) as T;
  } catch {
    throw new Bad('incomplete', `The ${name} of ${what} is no JSON.`);
  }
}

const screenOf = (device: Device) => `${device.width}x${device.height}`;

/** The variant for this model: same shape and resolution, and the same chip if there is one. */
function variantFor(files: Files, device: Device): Uint8Array {
  const { zpks = [] } = parseJson<{ zpks?: Variant[] }>(files, 'manifest.json', 'The package');
  const fits = zpks.flatMap((zpk) =>
    zpk.platforms
      .filter((p) => p.screenType === device.shape && p.screenResolution === screenOf(device))
      .map((p) => ({ name: zpk.name, chip: p.cpuPlatform })),
  );
  const chosen = fits.find((fit) => fit.chip === device.chip) ?? fits[0];
  const bytes = chosen === undefined ? undefined : files[chosen.name];
  if (bytes !== undefined) return bytes;
  const offered = zpks.flatMap((zpk) => zpk.platforms.map((p) => `${p.screenType} ${p.screenResolution}`));
  const list = [...new Set(offered)].join(', ');
  throw new Bad(
    'no-variant',
    `The package has no variant for ${device.name} (${device.shape} ${screenOf(device)}). It has: ${list}.`,
  );
}

function programOf(device: Files, phone: Files): Program {
  const manifest = parseJson<AppManifest>(device, 'app.json', "The watch's half");
  if (device['app.js'] === undefined) {
    const bytecode = Object.keys(device).some((name) => name.endsWith('.bin'));
    throw bytecode
      ? new Bad('bytecode', 'The package holds bytecode only; build it without --jsc bin.')
      : new Bad('incomplete', "The watch's half has no app.js.");
  }
  const dynamic = Object.keys(device).find(
    (name) => name.endsWith('.js') && importsDynamically(device[name]),
  );
  if (dynamic !== undefined) {
    throw new Bad('dynamic-import', `${dynamic} uses import(), which the watch does not have.`);
  }
  return { manifest, device, phone };
}

/** In V8 the promise of a refused `import()` would carry an object of the host. */
const importsDynamically = (code: Uint8Array | undefined) =>
  code !== undefined && /\bimport\s*(\/\*[\s\S]*?\*\/\s*)*\(/.test(fromUtf8(code));

function loadVariant(zpk: Files): Program {
  const device = zpk['device.zip'];
  const phone = zpk['app-side.zip'];
  if (device === undefined) throw new Bad('incomplete', 'The variant has no device.zip.');
  return programOf(unzip(device, 'device.zip'), phone === undefined ? {} : unzip(phone, 'app-side.zip'));
}

function checkLevel(program: Program, device: Device): void {
  const { platforms } = program.manifest;
  const listed = platforms?.some(({ deviceSource }) => device.sources.includes(deviceSource)) ?? true;
  if (!listed) {
    throw new Bad('wrong-device', `The program was not built for ${device.name}.`);
  }
}

/** Reads a `.zab`, a `.zpk` or a bare `device.zip` for one model. A package that cannot run is answered with a sentence. */
export function loadPackage(bytes: Uint8Array, device: Device): Loaded {
  try {
    const files = unzip(bytes, 'The package');
    let program: Program;
    if (files['manifest.json'] !== undefined) {
      program = loadVariant(unzip(variantFor(files, device), 'The variant'));
    } else if (files['device.zip'] !== undefined) program = loadVariant(files);
    else if (files['app.json'] !== undefined) program = programOf(files, {});
    else
      throw new Bad(
        'not-a-package',
        'The archive is neither a .zab nor a .zpk: no manifest.json, no device.zip.',
      );
    checkLevel(program, device);
    return { ok: true, program };
  } catch (fault) {
    if (fault instanceof Bad)
      return { ok: false, code: fault.code, message: fault.message } satisfies Refusal;
    throw fault;
  }
}

export const textFile = (files: Files, name: string): string | undefined => {
  const bytes = files[name];
  return bytes === undefined ? undefined : fromUtf8(bytes);
};
