import { BasePage } from '@zeppos/zml/base-page';
import { setPageBrightTime, setWakeUpRelaunch } from '@zos/display';
import { VIBRATOR_SCENE_STRONG_REMINDER, Vibrator } from '@zos/sensor';
import { align, createWidget, prop, widget } from '@zos/ui';
import { px } from '@zos/utils';
import { brew, clockOf } from './brew.js';

const WIDTH = px(480);

function text(y, size, words) {
  const box = { x: 0, y: px(y), w: WIDTH, h: px(size * 2) };
  return createWidget(widget.TEXT, {
    ...box,
    text: words,
    text_size: px(size),
    color: 0xffffff,
    align_h: align.CENTER_H,
    align_v: align.CENTER_V,
  });
}

function button(y, words, press) {
  return createWidget(widget.BUTTON, {
    x: px(110),
    y: px(y),
    w: px(260),
    h: px(72),
    radius: px(36),
    normal_color: 0x2f6b4f,
    press_color: 0x1f4a36,
    text: words,
    text_size: px(32),
    click_func: press,
  });
}

Page(
  BasePage({
    build() {
      this.favourite = 4;
      this.line = text(40, 44, 'Tea timer');
      button(160, '3 min', () => this.start(3));
      this.own = button(250, '4 min', () => this.start(this.favourite));
      button(340, 'Stop', () => this.stop());
      setWakeUpRelaunch({ relaunch: true });
      this.askFavourite();
      if (brew.endsAt > Date.now()) this.count();
    },

    askFavourite() {
      this.request({ method: 'favourite' })
        .then(({ minutes }) => {
          this.favourite = minutes;
          this.own.setProperty(prop.TEXT, `${minutes} min`);
        })
        .catch(() => console.log('no phone, so four minutes'));
    },

    start(minutes) {
      brew.begin(minutes);
      this.count();
    },

    count() {
      setPageBrightTime({ brightTime: 600000 });
      clearInterval(this.ticking);
      this.ticking = setInterval(() => this.tick(), 500);
      this.tick();
    },

    tick() {
      const left = brew.endsAt - Date.now();
      if (left > 0) return this.line.setProperty(prop.TEXT, clockOf(left));
      this.stop();
      this.line.setProperty(prop.TEXT, 'Tea is ready');
      const vibrator = new Vibrator();
      vibrator.stop();
      vibrator.start({ mode: VIBRATOR_SCENE_STRONG_REMINDER });
    },

    stop() {
      clearInterval(this.ticking);
      brew.end();
      this.line.setProperty(prop.TEXT, 'Tea timer');
    },

    onDestroy() {
      clearInterval(this.ticking);
    },
  }),
);
