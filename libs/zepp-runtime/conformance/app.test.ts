import { expect } from '@jest/globals';
import { observes } from './observes.js';
import { building, said } from './said.js';

const page = (code: string) => building('@zos/app', code);

observes('@zos/app.getPackageInfo', 'tells what the package’s app.json says', async ({ play }) => {
  const app = {
    appId: 4_711,
    appName: 'Kettle',
    appType: 'app',
    version: { code: 3, name: '1.2.0' },
    vender: 'me',
  };
  const watch = await play({
    page: page(
      `const { name, appId, version, vender } = z.getPackageInfo(); say(name, appId, version.name, vender)`,
    ),
    manifest: { app },
  });
  expect(said(watch)).toEqual(['Kettle 4711 1.2.0 me']);
});

observes('@zos/app.getPackageInfoById', 'tells of this program; no other is installed', async ({ play }) => {
  const code = `say(z.getPackageInfoById({ appId: 7 }).name, z.getPackageInfoById({ appId: 8 }))`;
  expect(said(await play({ page: page(code) }, { device: 'balance_2' }))).toEqual(['Tiny undefined']);
});

observes(
  ['@zos/app.getScene', '@zos/app.SCENE_APP', '@zos/app.SCENE_WATCHFACE', '@zos/app.SCENE_AOD'],
  'tell the program in front, the watch’s face, and its resting face',
  async ({ play }) => {
    const scene = `const z = __$$R$$__('@zos/app');
      console.log([z.SCENE_APP, z.SCENE_WATCHFACE, z.SCENE_AOD].indexOf(z.getScene()));`;
    const alarm = `__$$R$$__('@zos/alarm').set({ url: 'service', delay: 60, repeat_type: 1, repeat_period: 1 });`;
    const watch = await play({ page: `build() { ${scene} ${alarm} }`, service: `onInit() { ${scene} }` });
    watch.press('home');
    await watch.advance(61_000);
    watch.display.aod = true;
    await watch.advance(60_000);
    expect(said(watch)).toEqual(['0', '1', '2']);
  },
);

observes(
  '@zos/app.getPerformance',
  'tells the sizes of the files that run, as far as asked',
  async ({ play }) => {
    const code = `const all = z.getPerformance('memory', 'perf'); const { memory } = all;
    say(memory.app[0].appid, memory.app[0].modules.map(({ file }) => file).join(), memory.app[0].used > 100, memory.system.total >= memory.system.used);
    say(all.perf.modules.length, z.getPerformance('perf').memory, z.getPerformance('memory').perf);`;
    const watch = await play({ page: page(code) }, { device: 'balance_2' });
    expect(said(watch)).toEqual(['7 app.js,page.js true true', '2 undefined undefined']);
  },
);

const ASK = `const permissions = ['device:os.bg_service', 'data:user.hd.step', 'data:nonsense'];
  say(z.queryPermission({ permissions }).join());
  say(z.requestPermission({ permissions, callback: (result) => say('told', result.join(), z.queryPermission({ permissions }).join()) }));`;
const CODES = ['device:os.bg_service', 'data:user.hd.step', 'data:nonsense'];

observes(
  ['@zos/app.queryPermission', '@zos/app.requestPermission'],
  'ask the wearer, who may take the time and refuse',
  async ({ play }) => {
    const watch = await play({ page: page(ASK), permissions: CODES });
    await watch.advance(1);
    expect(said(watch)).toEqual(['0,2,1', '0', 'told 2,2,1 2,2,1']);
    watch.system.permissions.revoke('device:os.bg_service');
    watch.system.permissions.wearer = 'wait';
    watch.launch();
    await watch.advance(5_000);
    expect(watch.system.permissions.asked).toEqual(['device:os.bg_service']);
    expect(watch.texts()).toContain('May Tiny run in the background?');
    watch.tapText('Refuse');
    expect(said(watch).slice(3)).toEqual(['0,2,1', '0', 'told 0,2,1 0,2,1']);
    watch.launch();
    await watch.advance(0);
    watch.system.permissions.answer(true);
    expect(said(watch).slice(6)).toEqual(['0,2,1', '0', 'told 2,2,1 2,2,1']);
    expect(watch.texts()).toEqual([]);
    watch.system.permissions.revoke('device:os.bg_service');
    watch.launch();
    await watch.advance(0);
    watch.press('home');
    expect(watch.system.permissions.asked).toEqual([]);
  },
);

observes(['@zos/app.requestPermission'], 'tells at once when nothing is left to ask', async ({ play }) => {
  const code = `say(z.requestPermission({ permissions: ['data:user.hd.step'] }), z.requestPermission({ permissions: ['data:user.hd.pai'] }))`;
  expect(said(await play({ page: page(code), permissions: ['data:user.hd.step'] }))).toEqual(['2 1']);
});
