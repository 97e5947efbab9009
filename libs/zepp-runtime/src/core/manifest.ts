import { asObject, type Json, type JsonObject } from '../wire/json.js';
import { Bad } from './archive.js';

export type CardEntry = { path: string; icon?: string; name?: string; preview?: string };
export type AppManifest = {
  configVersion?: string;
  app: {
    appId: number;
    appName: string;
    appType?: string;
    version?: { code: number; name: string };
    icon?: string;
    vender?: string;
    description?: string;
  };
  permissions?: string[];
  runtime?: { apiVersion?: { minVersion?: string; target?: string; compatible?: string } };
  /** Names by language, of the program and of its cards. */
  i18n?: JsonObject;
  defaultLanguage?: string;
  designWidth?: number;
  module?: {
    page?: { pages?: string[] };
    'app-service'?: { services?: string[] };
    'app-event'?: { path?: string };
    'app-widget'?: { widgets?: CardEntry[] };
    'secondary-widget'?: { widgets?: CardEntry[] };
    'app-side'?: { path?: string };
    setting?: { path?: string };
  };
  platforms?: { deviceSource: number; dw?: number; name?: string }[];
};

type Kind = 'text' | 'number' | 'object' | 'texts' | 'objects';
type Rule = [path: string, kind: Kind];

/** What the runtime reads of `app.json`, and what each must be where it is given. */
const RULES: Rule[] = [
  ['app', 'object'],
  ['app.appId', 'number'],
  ['app.appName', 'text'],
  ['app.appType', 'text'],
  ['app.version', 'object'],
  ['permissions', 'texts'],
  ['runtime', 'object'],
  ['runtime.apiVersion', 'object'],
  ['runtime.apiVersion.minVersion', 'text'],
  ['i18n', 'object'],
  ['defaultLanguage', 'text'],
  ['designWidth', 'number'],
  ['module', 'object'],
  ['module.page', 'object'],
  ['module.page.pages', 'texts'],
  ['module.app-service', 'object'],
  ['module.app-service.services', 'texts'],
  ['module.app-event', 'object'],
  ['module.app-event.path', 'text'],
  ['module.app-widget', 'object'],
  ['module.app-widget.widgets', 'objects'],
  ['module.secondary-widget', 'object'],
  ['module.secondary-widget.widgets', 'objects'],
  ['module.app-side', 'object'],
  ['module.setting', 'object'],
  ['platforms', 'objects'],
];
const NEEDED = new Set(['app', 'app.appId', 'app.appName']);
const WORDS: Record<Kind, string> = {
  text: 'a text',
  number: 'a whole number',
  object: 'an object',
  texts: 'a list of texts',
  objects: 'a list of objects',
};

const isObject = (value: Json) => typeof value === 'object' && value !== null && !Array.isArray(value);
const CHECKS: Record<Kind, (value: Json) => boolean> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0,
  object: isObject,
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  objects: (value) => Array.isArray(value) && value.every(isObject),
};

const at = (root: JsonObject, path: string): Json | undefined =>
  path.split('.').reduce<Json | undefined>((found, name) => asObject(found)[name], root);

/** A member that is null counts as left out. */
const withoutNulls = (value: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, isObject(member) ? withoutNulls(member as JsonObject) : member]),
  );

function checkWidgets(manifest: JsonObject): void {
  for (const kind of ['app-widget', 'secondary-widget']) {
    const widgets = at(manifest, `module.${kind}.widgets`);
    const wrong = Array.isArray(widgets) && widgets.some((one) => typeof asObject(one).path !== 'string');
    if (wrong) throw new Bad('bad-manifest', `In app.json an entry of module.${kind}.widgets has no path.`);
  }
}

/** The checked `app.json` of a package's half. Throws `Bad` with a sentence that names the member. */
export function readManifest(json: Json): AppManifest {
  if (!isObject(json)) throw new Bad('bad-manifest', 'The app.json is not an object.');
  const manifest = withoutNulls(json as JsonObject);
  for (const [path, kind] of RULES) {
    const value = at(manifest, path);
    if (value === undefined) {
      if (!NEEDED.has(path)) continue;
      throw new Bad('bad-manifest', `The app.json has no ${path}.`);
    }
    if (!CHECKS[kind](value)) {
      throw new Bad('bad-manifest', `In app.json ${path} is not ${WORDS[kind]}.`);
    }
  }
  checkWidgets(manifest);
  return manifest as AppManifest;
}
