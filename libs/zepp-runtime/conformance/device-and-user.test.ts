import { expect } from '@jest/globals';
import { observes } from './observes.js';
import { building, said } from './said.js';

observes(
  ['@zos/device.getDeviceInfo', '@zos/device.SCREEN_SHAPE_ROUND', '@zos/device.SCREEN_SHAPE_SQUARE'],
  'tell the model’s screen, name and source',
  async ({ play }) => {
    const page = building(
      '@zos/device',
      `const d = z.getDeviceInfo();
       say(d.width, d.height, d.screenShape === z.SCREEN_SHAPE_ROUND, d.screenShape === z.SCREEN_SHAPE_SQUARE, d.deviceName, d.deviceSource, d.keyNumber > 0, (d.uuid || '').length)`,
    );
    const on = async (device: string) => said(await play({ page }, { device }));
    expect(await on('GTR 4')).toEqual(['466 466 true false Amazfit GTR 4 7930112 true 0']);
    expect(await on('Bip Max')).toEqual(['432 514 false true Amazfit Bip Max 11206915 true 32']);
  },
);

observes('@zos/device.getDiskInfo', 'tells the room there is', async ({ play }) => {
  const page = building(
    '@zos/device',
    'const d = z.getDiskInfo(); say(d.total, d.free, d.app >= 0, d.music)',
  );
  const watch = await play({ page });
  Object.assign(watch.system.disk, { free: 1_000, music: 3e9 });
  watch.launch();
  expect(said(watch)).toEqual(['4000000000 2000000000 true 0', '4000000000 1000 true 3000000000']);
});

observes(
  [
    '@zos/user.getProfile',
    '@zos/user.GENDER_MALE',
    '@zos/user.GENDER_FEMALE',
    '@zos/user.GENDER_UNSPECIFIED',
  ],
  'tell who wears the watch',
  async ({ play }) => {
    const page = building(
      '@zos/user',
      `const { age, height, weight, gender, nickName, region } = z.getProfile();
       say(age, height, weight, nickName, region, [z.GENDER_MALE, z.GENDER_FEMALE, z.GENDER_UNSPECIFIED].indexOf(gender))`,
    );
    const watch = await play({ page });
    Object.assign(watch.system.profile, { age: 41, gender: 1, nickName: 'Ada' });
    watch.launch();
    Object.assign(watch.system.profile, { gender: 0 });
    watch.launch();
    expect(said(watch)).toEqual(['30 1.75 70 Sam us 2', '41 1.75 70 Ada us 1', '41 1.75 70 Ada us 0']);
  },
);

observes('@zos/user.addHealthData', 'keeps a weight, and refuses what is none', async ({ play }) => {
  const page = building(
    '@zos/user',
    'say(z.addHealthData({ weight: 65500, bmi: 2140 }), z.addHealthData({ weight: -1, bmi: 1 }), z.getProfile().weight)',
  );
  const watch = await play({ page });
  expect(said(watch)).toEqual(['true false 65.5']);
  expect(watch.system.healthRecords).toEqual([{ at: watch.now(), weight: 65_500, bmi: 2_140 }]);
});
