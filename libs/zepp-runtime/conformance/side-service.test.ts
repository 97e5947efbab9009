import { afterEach, describe, expect, test } from '@jest/globals';
import { tinyProgram } from '../fixtures/tiny-program.js';
import { createWatch, type NetRequest, type NodeWatchOptions, type Watch } from '../src/node/index.js';

let watch: Watch;
type Phone = NonNullable<NodeWatchOptions['phone']>;
async function open(body: string, phone: Phone = {}) {
  const side = `AppSideService({ onInit() { const log = (...values) => console.log(values.map((v) => typeof v === 'string' ? v : JSON.stringify(v)).join(' ')); ${body} },
    onRun() { console.log('run'); }, onDestroy() { console.log('destroyed'); } })`;
  watch = await createWatch({ package: tinyProgram({ side }), phone });
  watch.phone.start();
  await watch.settled();
}
const said = () =>
  watch.logs.filter(({ realm, level }) => realm === 'side' && level === 'log').map(({ text }) => text);
const answer = (body: string, status = 200) => ({
  status,
  statusText: 'OK',
  headers: { 'content-type': 'x' },
  body,
});
afterEach(() => watch.close());

describe('the side service', () => {
  test('finds the documented globals and knows who it is and why it runs', async () => {
    await open(`
      log(typeof Buffer.from, typeof setTimeout, typeof Promise, typeof Logger.getLogger('x').log, typeof getApp().port2);
      log(sideService.appInfo.app.appId, sideService.appInfo.app.appName, sideService.launchReasons, sideService.launchArgs);
      log(typeof hmApp, typeof WebSocket, typeof process, typeof window, typeof require);
    `);
    expect(said()).toEqual([
      'function function function function number',
      '7 Tiny {"peerAppLaunched":true} {}',
      'undefined undefined undefined undefined undefined',
      'run',
    ]);
  });

  test('keeps settings that outlive it, as texts, and hears of each change', async () => {
    await open(`
      const store = settings.settingsStorage;
      log([store.length, store.getItem('a') === undefined, store.toObject()]);
      store.addListener('change', (change) => log(change));
      store.setItem('a', 'one'); store.setItem('b', { n: 1 }); store.setItem('a', 'one'); store.removeItem('b');
      log([store.length, store.getItem('a'), store.key(0)]);
    `);
    await watch.advance(10);
    watch.phone.settings.set('c', 'x');
    watch.phone.kill();
    expect(watch.phone.settings.all()).toEqual({ a: 'one', c: 'x' });
    expect(said().filter((line) => line !== 'run')).toEqual([
      '[0,true,{}]',
      '[1,"one","a"]',
      '{"key":"a","newValue":"one","oldValue":null}',
      '{"key":"b","newValue":"{\\"n\\":1}","oldValue":null}',
      '{"key":"b","newValue":null,"oldValue":"{\\"n\\":1}"}',
      '{"key":"c","newValue":"x","oldValue":null}',
    ]);
  });

  test('is started by a change of the settings and told which', async () => {
    const side = `AppSideService({ onInit() { console.log(JSON.stringify([sideService.launchReasons, sideService.launchArgs])); } })`;
    watch = await createWatch({ package: tinyProgram({ side }) });
    watch.phone.settings.set('a', '1');
    expect(watch.phone.running).toBe(false);
    await watch.advance(500);
    expect(said()).toEqual(['[{"settingsChanged":true},{"key":"a","newValue":"1","oldValue":null}]']);
  });
});

describe('fetch', () => {
  test('sends method, headers and body, and answers status, headers and text', async () => {
    const seen: NetRequest[] = [];
    const network = {
      fetch: async (request: NetRequest) => {
        seen.push(request);
        return answer('{"a":1}', 201);
      },
    };
    await open(
      `fetch({ url: 'https://example.test/x', method: 'POST', headers: { a: 'b' }, body: { n: 1 } }).then((got) => log(got));
       fetch('https://example.test/y').then(({ status }) => log(status));
       fetch({ url: 'https://example.test/z', method: 'PUT', body: Buffer.from('grün') });`,
      { network },
    );
    expect(seen.map(({ method, headers, body }) => [method, headers, body])).toEqual([
      ['POST', { a: 'b' }, '{"n":1}'],
      ['GET', {}, null],
      ['PUT', {}, 'grün'],
    ]);
    expect(said()).toContain(
      '{"status":201,"statusText":"OK","headers":{"content-type":"x"},"body":"{\\"a\\":1}"}',
    );
    expect(said()).toContain('201');
  });

  test('gives an object on a phone that parses, and text where that is no JSON', async () => {
    let body = '{"a":[1]}';
    await open(
      `const ask = () => fetch('x').then(({ body }) => log(typeof body, body)); ask().then(() => setTimeout(ask, 100));`,
      { network: { fetch: async () => answer(body) }, fetchBody: 'parsed' },
    );
    body = 'plain';
    await watch.advance(200);
    expect(said().filter((line) => line !== 'run')).toEqual(['object {"a":[1]}', 'string plain']);
  });

  test('is cut at ten seconds whatever is asked, and refused at once by a phone that sleeps', async () => {
    const network = { fetch: () => new Promise<never>(() => undefined) };
    await open(
      `const ask = () => fetch({ url: 'x', timeout: 60000 }).catch(({ code }) => log(code, Date.now() % 100000));
       ask(); setTimeout(ask, 20000);`,
      { network },
    );
    const began = watch.now() % 100_000;
    await watch.advance(15_000);
    watch.phone.sleep();
    expect(watch.phone.asleep).toBe(true);
    await watch.advance(10_000);
    expect(said().filter((line) => line !== 'run')).toEqual([`-2 ${began + 10_000}`, `-2 ${began + 20_000}`]);
  });

  test('fails without a connection', async () => {
    const network = { fetch: () => Promise.reject(new Error('nobody there')) };
    await open(`fetch('x').catch((fault) => log(fault.code, fault.message));`, { network });
    expect(said()).toContain('-1 nobody there');
  });
});

describe('a download', () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]);
  const listening = `const listen = (task) => { for (const name of ['onProgress', 'onSuccess', 'onFail', 'onComplete']) task[name] = (event) => log(name, event || ''); return task; };`;

  test('tells its progress and where it lies', async () => {
    const network = { fetch: async () => ({ ...answer(''), bytes: png }) };
    await open(
      `${listening} listen(network.downloader.downloadFile({ url: 'https://example.test/a/logo.png?x=1', timeout: 1000 }));
       listen(network.downloader.downloadFile({ url: 'https://example.test/b', timeout: 1000, filePath: 'data://x/b.png' }));`,
      { network },
    );
    expect(said().filter((line) => line !== 'run')).toEqual([
      'onProgress {"progress":100,"total":10,"loaded":10}',
      'onSuccess {"tempFilePath":"data://download/logo.png","statusCode":200}',
      'onComplete ',
      'onProgress {"progress":100,"total":10,"loaded":10}',
      'onSuccess {"filePath":"data://x/b.png","statusCode":200}',
      'onComplete ',
    ]);
    expect(watch.phone.files.get('x/b.png')).toEqual(png);
  });

  test('fails at its own time, and not at all once it is canceled', async () => {
    const network = { fetch: () => new Promise<never>(() => undefined) };
    await open(
      `${listening} listen(network.downloader.downloadFile({ url: 'x', timeout: 30000 }));
       const other = listen(network.downloader.downloadFile({ url: 'y', timeout: 40000 })); setTimeout(() => other.cancel(), 1000);`,
      { network },
    );
    await watch.advance(29_000);
    expect(said()).toEqual(['run']);
    await watch.advance(60_000);
    expect(said().slice(1)).toEqual([
      'onFail {"code":-2,"message":"the request took too long"}',
      'onComplete ',
    ]);
  });

  test('is converted to what the watch reads', async () => {
    const network = { fetch: async () => ({ ...answer(''), bytes: png }) };
    await open(
      `network.downloader.downloadFile({ url: 'x', timeout: 1000, filePath: 'data://a.png' }).onSuccess = () => {
        image.convert({ filePath: 'data://a.png' }).then((result) => log(result));
        image.convert({ filePath: 'data://none.png' }).catch((fault) => log(fault.message));
      };`,
      { network },
    );
    expect(said().slice(1)).toEqual(
      [
        'there is no file data://none.png',
        '{"filePath":"data://a.png","targetFilePath":"data://a.png_converted","options":{"size":10}}',
      ]
        .sort()
        .reverse(),
    );
    expect(watch.phone.files.get('a.png_converted')).toEqual(png);
  });
});
