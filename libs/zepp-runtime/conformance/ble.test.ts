import { expect } from '@jest/globals';
import type { Watch } from '../src/core/watch.js';
import { observes } from './observes.js';

/** `frame(type, text)` makes the link's outer frame, `words(data)` reads the inside of one. */
const HELP = `
  const ble = __$$R$$__('@zos/ble');
  const frame = (type, text) => {
    const inside = Buffer.from(text);
    const view = new DataView(new ArrayBuffer(16 + inside.length));
    view.setUint8(0, 1); view.setUint8(1, 1);
    view.setUint16(2, type, true); view.setUint16(4, 20, true);
    new Uint8Array(view.buffer).set(inside, 16);
    return view.buffer;
  };
  const words = (data) => Buffer.from(data).toString('utf8', 16);
  const send = (type, text) => { const data = frame(type, text); return ble.send(data, data.byteLength); };
`;
const page = (body: string) => `build() { ${HELP} ${body} }`;
/** A side service that answers everything in capitals. */
const side = `AppSideService({
  onInit() {
    messaging.peerSocket.addListener('message', (data) => {
      const text = Buffer.from(data).toString();
      console.log('heard ' + text);
      messaging.peerSocket.send(Buffer.from(text.toUpperCase()).buffer);
    });
  }, onRun() {}, onDestroy() {},
})`;
const said = (watch: Watch, realm = 'app') =>
  watch.logs.filter((line) => line.realm === realm && line.level === 'log').map(({ text }) => text);

observes(
  ['@zos/ble.createConnect', '@zos/ble.send', '@zos/ble.connectStatus'],
  'shake hands with the side service and exchange frames with it',
  async ({ play }) => {
    const watch = await play({
      side,
      page: page(`
        ble.createConnect((index, data, size) => {
          const type = new DataView(data).getUint16(2, true);
          console.log([index, type, size, words(data).replace(/[^A-Z]/g, '')].join(' '));
          if (type === 1) console.log(send(4, 'hello'));
        });
        console.log(ble.connectStatus() + ' ' + send(1, ''));
      `),
    });
    await watch.advance(1_000);
    expect(said(watch)).toEqual(['true true', '0 1 17 ', 'true', '1 4 21 HELLO']);
    expect(said(watch, 'side')).toEqual(['heard hello']);
  },
);

observes(
  '@zos/ble.send',
  'sends as much of the buffer as is asked, and nothing that is no frame',
  async ({ play }) => {
    const watch = await play({
      side,
      page: page(`
      ble.createConnect(() => undefined);
      send(1, '');
      setTimeout(() => {
        const data = frame(4, 'hello world');
        console.log([ble.send(data, 16 + 5), ble.send(frame(4, ''), 4), ble.send('text', 4), ble.send(null, 0)].join(' '));
      }, 500);
    `),
    });
    await watch.advance(1_000);
    expect(said(watch)).toEqual(['true false false false']);
    expect(said(watch, 'side')).toEqual(['heard hello']);
  },
);

observes(
  ['@zos/ble.addListener', '@zos/ble.removeListener', '@zos/ble.connectStatus', '@zos/ble.send'],
  'tell of a link that breaks and comes back',
  async ({ play }) => {
    const watch = await play({
      side,
      page: page(`
        ble.addListener((status) => {
          console.log([status, ble.connectStatus(), send(4, 'x')].join(' '));
          if (status) ble.removeListener();
        });
      `),
    });
    watch.link.drop();
    watch.link.drop();
    await watch.settled();
    watch.link.restore();
    await watch.settled();
    watch.link.drop();
    await watch.settled();
    expect(said(watch)).toEqual(['false false false', 'true true true']);
  },
);

observes('@zos/ble.send', 'answers true into nothing on a watch that does not notice', async ({ play }) => {
  const watch = await play({ side, page: page(`setTimeout(() => console.log(send(1, '')), 100);`) });
  watch.link.drop();
  watch.link.silentLoss = true;
  await watch.advance(1_000);
  expect(said(watch)).toEqual(['true']);
  expect(watch.phone.running).toBe(false);
});

observes('@zos/ble.disConnect', 'hears nothing more', async ({ play }) => {
  const watch = await play({
    side,
    page: page(`
      ble.createConnect((index, data) => {
        console.log(words(data).replace(/[^A-Z]/g, '-'));
        if (words(data).length === 1) { send(4, 'one'); setTimeout(() => { ble.disConnect(); send(4, 'two'); }, 500); }
      });
      send(1, '');
    `),
  });
  await watch.advance(2_000);
  expect(said(watch)).toEqual(['-', 'ONE']);
  expect(said(watch, 'side')).toEqual(['heard one', 'heard two']);
});

observes(
  '@zos/ble.createConnect',
  'has one channel: who connects last gets all, and its end leaves none',
  async ({ play }) => {
    const watch = await play({
      side,
      page: page(`
      ble.createConnect((index, data) => console.log('first ' + words(data).length));
      ble.createConnect((index, data) => console.log('last ' + words(data).length));
      send(1, '');
      setTimeout(() => __$$R$$__('@zos/router').push({ url: 'next' }), 1000);
    `),
      pages: { next: page(`send(1, ''); setTimeout(() => console.log('quiet'), 1000);`) },
    });
    await watch.advance(5_000);
    expect(said(watch)).toEqual(['last 1', 'quiet']);
  },
);

observes(
  ['@zos/ble.send', '@zos/ble.createConnect'],
  'go through loss, delay, doubling and a drop between frames',
  async ({ play }) => {
    const program = {
      side,
      page: page(`
      ble.createConnect((index, data) => {
        if (words(data).length === 1) for (const text of ['aa', 'bb', 'cc']) send(4, text);
      });
      setTimeout(() => send(1, ''), 1000);
    `),
    };
    const heard = async (fault: (watch: Watch) => void) => {
      const watch = await play(program);
      fault(watch);
      await watch.advance(5_000);
      return [
        said(watch, 'side')
          .map((text) => text.slice(6))
          .join(' '),
        watch.link.connected,
      ];
    };
    expect(await heard(() => undefined)).toEqual(['aa bb cc', true]);
    expect(await heard(({ link }) => link.dropAfter(4))).toEqual(['', false]);
    expect(
      await heard(({ link }) => {
        link.duplicate = 1;
      }),
    ).toEqual([Array(4).fill('aa aa bb bb cc cc').join(' '), true]);
    expect(
      await heard(({ link }) => {
        link.loss = 1;
      }),
    ).toEqual(['', true]);
    expect(
      await heard(({ link }) => {
        link.delayMs = 3_000;
      }),
    ).toEqual(['', true]);
  },
);

observes('@zos/ble.mstStartScan', 'is not modelled and says so', async ({ play }) => {
  const watch = await play({
    page: page(`try { ble.mstStartScan(() => undefined); } catch (fault) { console.log(fault.name); }`),
  });
  expect(said(watch)).toEqual(['NotModelled']);
});
