import { createWidget, widget } from '@zos/ui';

Page({
  build() {
    createWidget(widget.TEXT, {
      x: 40,
      y: 180,
      w: 400,
      h: 80,
      text: 'Plumbline',
      text_size: 48,
      color: 0xffffff,
    });
  },
});
