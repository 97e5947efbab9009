import { notify } from '@zos/notification';
import { Vibrator } from '@zos/sensor';
import { LocalStorage } from '@zos/storage';

// A single run of 600 ms: what it wants to do, it does at once.
AppService({
  onInit() {
    new LocalStorage().setItem('endsAt', 0);
    const vibrator = new Vibrator();
    const { URGENT, PAUSE } = vibrator.getType();
    vibrator.start([
      { type: URGENT, duration: 200 },
      { type: PAUSE, duration: 100 },
      { type: URGENT, duration: 200 },
    ]);
    notify({
      title: 'Tea timer',
      content: 'Tea is ready',
      actions: [{ text: 'Again', file: 'page/index', param: '' }],
    });
  },
});
