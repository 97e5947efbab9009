import { expect } from '@jest/globals';
import { observes } from './observes.js';
import { AWAKE, building, said } from './said.js';

const page = (code: string) => ({ page: building('@zos/sensor', code) });

observes(
  [
    '@zos/sensor.SystemSounds.getEnabled',
    '@zos/sensor.SystemSounds.getSourceType',
    '@zos/sensor.SystemSounds.start',
    '@zos/sensor.SystemSounds.stop',
  ],
  'sound where there is a speaker that is switched on',
  async ({ play }) => {
    const code = `${AWAKE} const one = new z.SystemSounds(); const { ALARM, SOS } = one.getSourceType();
      say(one.getEnabled()); one.start(ALARM, 2); one.start(SOS); setTimeout(() => one.stop(), 3000);`;
    const watch = await play(page(code), { limits: { missingSensors: [] } });
    const at = watch.now();
    await watch.advance(5_000);
    expect(said(watch)).toEqual(['true']);
    expect(watch.system.sounds).toEqual([
      { at, from: 'speaker', name: 'ALARM', times: 3, stopped: at },
      { at, from: 'speaker', name: 'SOS', times: 1, stopped: at + 3_000 },
    ]);
    const mute = await play(page(code));
    expect(said(mute)).toEqual(['false']);
    expect(mute.system.sounds).toEqual([]);
  },
);

observes(
  [
    '@zos/sensor.Buzzer.isEnabled',
    '@zos/sensor.Buzzer.getSourceType',
    '@zos/sensor.Buzzer.getStrength',
    '@zos/sensor.Buzzer.start',
    '@zos/sensor.Buzzer.stop',
  ],
  'beep unless the wearer has switched that off',
  async ({ play }) => {
    const watch = await play(
      page(`const one = new z.Buzzer();
        new z.Battery().onChange(() => { say(one.isEnabled(), one.getStrength()); one.start(one.getSourceType().SUCCESS); one.stop(); });`),
      { limits: { missingSensors: [] } },
    );
    const at = watch.now();
    watch.sense('buzzer', { strength: 2 });
    watch.sense('battery', { current: 2 });
    watch.sense('buzzer', { enabled: false });
    watch.sense('battery', { current: 1 });
    expect(said(watch)).toEqual(['true 2', 'false 2']);
    expect(watch.system.sounds).toEqual([{ at, from: 'buzzer', name: 'SUCCESS', times: 1, stopped: at }]);
  },
);

observes('@zos/sensor.checkSensor', 'tells what this model has not got', async ({ play }) => {
  const code = 'say(z.checkSensor(z.Step), z.checkSensor(z.Geolocation), z.checkSensor(z.Buzzer));';
  const watch = await play(page(code), { limits: { missingSensors: ['Geolocation'] } });
  expect(said(watch)).toEqual(['true false true']);
});
