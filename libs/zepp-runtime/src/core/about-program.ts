import { constantOf } from '../wire/constants.js';
import { asNumber, asObject, asText, type Json } from '../wire/json.js';
import type { Core, OpCall } from './core.js';

/** Figures a small watch might tell of its whole memory; nobody has documented any. */
const SYSTEM_MEMORY = { used: 6_000_000, total: 8_000_000 };

/** What `getPackageInfo` tells: `app` of the manifest, its parts also under the names that programs look for. */
function packageInfo({ program, device }: Core): Json {
  const { app, permissions = [], runtime, designWidth, platforms } = program.manifest;
  return {
    ...app,
    name: app.appName,
    appType: app.appType ?? 'app',
    version: app.version ?? { code: 0, name: '' },
    permissions,
    designWidth: platforms?.[0]?.dw ?? designWidth ?? device.width,
    ...(runtime === undefined ? {} : { runtime }),
  } as Json;
}

/**
 * Sizes are those of the program's files, read and evaluated: what its values take is the engine's secret. On a virtual clock
 * evaluating takes no time.
 */
function performance({ program }: Core, { scope, args }: OpCall): Json {
  const { appId } = program.manifest.app;
  const { files } = scope.realm;
  const modules = files.map(({ file, bytes }) => ({ file, used: bytes, peak: bytes }));
  const used = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const wants = (part: string) => args.some((arg) => asText(arg) === part);
  const memory = { system: SYSTEM_MEMORY, app: [{ appid: appId, used, peak: used, modules }], leaking: [] };
  const times = { evalTime: 0, createTime: 0, initTime: 0, buildTime: 0 };
  const perf = { appid: appId, modules: files.map(({ file }) => ({ file, ...times })) };
  return { ...(wants('memory') ? { memory } : {}), ...(wants('perf') ? { perf } : {}) };
}

const scene = (name: string) => constantOf('@zos/app', `SCENE_${name}`);

/** In front is the program, the face of the watch when a service runs without it, or the dark always-on face. */
function sceneOf(front: () => 'app' | 'face' | 'aod'): number {
  const names = { app: 'APP', face: 'WATCHFACE', aod: 'AOD' };
  return scene(names[front()]);
}

/** `@zos/app` as far as it tells something; permissions and events have classes of their own. */
export function addAboutProgram(core: Core, front: () => 'app' | 'face' | 'aod'): void {
  const own = core.program.manifest.app.appId;
  core.ops.add('@zos/app', {
    getPackageInfo: () => packageInfo(core),
    getPackageInfoById: ({ args: [option] }) =>
      asNumber(asObject(option).appId, -1) === own ? packageInfo(core) : undefined,
    getScene: () => sceneOf(front),
    getPerformance: (call) => performance(core, call),
  });
}
