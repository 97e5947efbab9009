import { asObject, type Json } from '../wire/json.js';
import { fromUtf8 } from '../wire/utf8.js';
import { Archive, Bad, type Budget, type Files, newBudget } from './archive.js';
import { atLeast, type Device, devices } from './devices.js';
import { type AppManifest, readManifest } from './manifest.js';
import { variantsFor } from './variants.js';

export type { Files } from './archive.js';
export type { AppManifest } from './manifest.js';

/** One variant of a package: what one watch, and the phone beside it, would get. */
export type Program = { manifest: AppManifest; device: Files; phone: Files };
export type Loaded = { ok: true; program: Program } | { ok: false; code: string; message: string };
type Refusal = Extract<Loaded, { ok: false }>;

/** Variants of one screen that are looked into; they share the bytes that may be unpacked. */
const MOST_VARIANTS = 6;

const noFiles = (): Files => Object.create(null) as Files;

function parseJson(bytes: Uint8Array | undefined, name: string, what: string): Json {
  if (bytes === undefined) throw new Bad('incomplete', `${what} has no ${name}.`);
  try {
    return JSON.parse(fromUtf8(bytes).replace(/^\ufeff/, '')) as Json;
  } catch {
    throw new Bad('incomplete', `The ${name} of ${what} is no JSON.`);
  }
}

const codeFiles = (files: Files, ending: string): string[] =>
  Object.keys(files).filter((name) => name.endsWith(ending) && !name.startsWith('assets/'));

type Code = [name: string, text: string][];
const codeOf = (files: Files): Code =>
  codeFiles(files, '.js').map((name) => [name, textFile(files, name) ?? '']);

/** Bytecode belongs to the engine of one firmware; the sources that lie beside it are not what a watch would run. */
function refuseBytecode(device: Files): void {
  const [name] = codeFiles(device, '.bin');
  if (name === undefined) return;
  throw new Bad(
    'bytecode',
    `The package holds bytecode (${name}), which only a watch can run; build it without --jsc bin.`,
  );
}

/** Nobody writes more between `import` and what follows; who does is taken to hide something. */
const MOST_BLANK = 1_024;

/** Where a blank or a comment ends that begins at `at`; `at` itself where neither does. */
function pastBlank(text: string, at: number): number {
  if (/\s/.test(text.charAt(at))) return at + 1;
  const mark = text.slice(at, at + 2);
  if (mark !== '/*' && mark !== '//') return at;
  const end = text.indexOf(mark === '/*' ? '*/' : '\n', at + 2);
  return end < 0 ? text.length : end + (mark === '/*' ? 2 : 1);
}

function isCallFrom(text: string): boolean {
  let at = 0;
  for (let next = pastBlank(text, at); next > at; next = pastBlank(text, at)) at = next;
  return at >= MOST_BLANK || text.charAt(at) === '(';
}

/** Also within texts and comments: telling them apart takes a parser, and a wrong guess would let one through. */
function importsDynamically(text: string): boolean {
  for (let found = text.indexOf('import'); found >= 0; found = text.indexOf('import', found + 6)) {
    if (/[\w$.]/.test(text.charAt(found - 1))) continue;
    if (isCallFrom(text.slice(found + 6, found + 6 + MOST_BLANK))) return true;
  }
  return false;
}

/** In V8 the promise of a refused `import()` would carry an object of the host. */
function refuseDynamicImport(code: Code): void {
  const found = code.find(([, text]) => importsDynamically(text));
  if (found === undefined) return;
  throw new Bad('dynamic-import', `${found[0]} uses import(), which the watch does not have.`);
}

/** Programs for Zepp OS 1 speak to globals (`hmUI`, `hmApp` …) that later watches keep for them and this runtime has not. */
function refuseOld(manifest: AppManifest, code: Code): void {
  const least = manifest.runtime?.apiVersion?.minVersion;
  const modern = code.some(([, text]) => text.includes('__$$R$$__'));
  const old = !modern && code.some(([, text]) => /\bhm(UI|App|Setting|Sensor|FS|Ble)\s*\./.test(text));
  if (!old && (least === undefined || modern || atLeast(least, '2.0'))) return;
  throw new Bad(
    'old-program',
    'The program was made for Zepp OS 1 (hmUI and its kin); this runtime runs programs that import @zos modules.',
  );
}

function refuseWatchface({ app, module = {} }: AppManifest): void {
  if (app.appType !== 'watchface' && !('watchface' in module)) return;
  throw new Bad('watchface', 'The package is a watch face; this runtime runs programs.');
}

function refuseSources(app: Json): void {
  if (asObject(app).targets === undefined) return;
  throw new Bad(
    'sources',
    'The app.json is that of sources, not of a package; build them first with zpm build.',
  );
}

function checkEntries({ module = {} }: AppManifest, device: Files): void {
  if (device['app.js'] === undefined) throw new Bad('incomplete', "The watch's half has no app.js.");
  const pages = module.page?.pages ?? [];
  const cards = [...(module['app-widget']?.widgets ?? []), ...(module['secondary-widget']?.widgets ?? [])];
  const first = pages[0] ?? cards[0]?.path;
  if (first === undefined) throw new Bad('incomplete', 'The app.json names neither a page nor a card.');
  const name = `${first.replace(/^\/+/, '').replace(/\.js$/, '')}.js`;
  if (device[name] === undefined) throw new Bad('incomplete', `The watch's half has no ${name}.`);
}

function programOf(device: Files, phone: Files): Program {
  const given = parseJson(device['app.json'], 'app.json', "the watch's half");
  refuseSources(given);
  const manifest = readManifest(given);
  refuseWatchface(manifest);
  refuseBytecode(device);
  const code = codeOf(device);
  refuseOld(manifest, code);
  checkEntries(manifest, device);
  refuseDynamicImport([...code, ...codeOf(phone)]);
  return { manifest, device, phone };
}

function loadVariant(zpk: Archive, what: string, budget: Budget): Program {
  const device = zpk.read('device.zip');
  const phone = zpk.read('app-side.zip');
  if (device === undefined) throw new Bad('incomplete', `${what} has no device.zip.`);
  const side = phone === undefined ? noFiles() : new Archive(phone, 'app-side.zip', budget).readAll();
  return programOf(new Archive(device, 'device.zip', budget).readAll(), side);
}

const lists = ({ manifest }: Program, device: Device): boolean =>
  manifest.platforms?.some(({ deviceSource }) => device.sources.includes(deviceSource)) !== false;

/** The variant of a `.zab` for this model, opened: of several of one screen and chip the one that names the model. */
function loadFromAll(zab: Archive, device: Device, budget: Budget): Program {
  const manifest = parseJson(zab.read('manifest.json'), 'manifest.json', 'the package');
  let first: Program | undefined;
  for (const name of variantsFor(manifest, device).slice(0, MOST_VARIANTS)) {
    const bytes = zab.read(name);
    if (bytes === undefined) throw new Bad('incomplete', `The package lists ${name} and does not hold it.`);
    const found = loadVariant(new Archive(bytes, 'The variant', budget), 'The variant', budget);
    if (lists(found, device)) return found;
    first ??= found;
  }
  return first as Program;
}

/** Models that a variant names, in words; at most a handful. */
function namesOf({ manifest }: Program): string {
  const sources = manifest.platforms?.map(({ deviceSource }) => deviceSource) ?? [];
  const names = devices
    .filter((one) => one.sources.some((source) => sources.includes(source)))
    .map(({ name }) => name);
  const more = names.length > 6 ? ` and ${names.length - 6} more` : '';
  return names.length === 0 ? 'models this runtime does not know' : `${names.slice(0, 6).join(', ')}${more}`;
}

function checkDevice(program: Program, device: Device): void {
  const least = program.manifest.runtime?.apiVersion?.minVersion;
  if (least !== undefined && !atLeast(device.apiLevel, least)) {
    throw new Bad(
      'old-watch',
      `The program needs API level ${least}, and ${device.name} has ${device.apiLevel}.`,
    );
  }
  if (lists(program, device)) return;
  throw new Bad('wrong-device', `The program was not built for ${device.name}, but for ${namesOf(program)}.`);
}

function load(bytes: Uint8Array, device: Device): Program {
  const budget = newBudget();
  const archive = new Archive(bytes, 'The package', budget);
  if (archive.has('manifest.json')) return loadFromAll(archive, device, budget);
  if (archive.has('device.zip')) return loadVariant(archive, 'The package', budget);
  if (archive.has('app.json')) return programOf(archive.readAll(), noFiles());
  throw new Bad(
    'not-a-package',
    'The archive is neither a .zab nor a .zpk: it has no manifest.json, no device.zip, no app.json.',
  );
}

/** Reads a `.zab`, a `.zpk` or a bare `device.zip` for one model. A package that cannot run is answered with a sentence. */
export function loadPackage(bytes: Uint8Array, device: Device): Loaded {
  try {
    const program = load(bytes, device);
    checkDevice(program, device);
    return { ok: true, program };
  } catch (fault) {
    // A manifest of objects inside one another without end uses up the stack.
    if (fault instanceof RangeError)
      return { ok: false, code: 'bad-manifest', message: 'The app.json is nested too deeply.' };
    if (!(fault instanceof Bad)) throw fault;
    return { ok: false, code: fault.code, message: fault.message } satisfies Refusal;
  }
}

/** A file is read as text at every start of a page or service, and its bytes never change. */
const texts = new WeakMap<Uint8Array, string>();

export function textFile(files: Files, name: string): string | undefined {
  const bytes = files[name];
  if (bytes === undefined) return undefined;
  const known = texts.get(bytes) ?? fromUtf8(bytes);
  texts.set(bytes, known);
  return known;
}
