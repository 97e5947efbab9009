import { describe, expect, test } from '@jest/globals';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { createWatch } from './index.js';

const program = (version: number) =>
  tinyProgram({
    manifest: { app: { appId: 7, appName: 'Tiny', version: { code: version, name: `1.${version}` } } },
    permissions: ['device:os.local_storage'],
    page: `build() {
      const { localStorage } = __$$R$$__('@zos/storage');
      const fs = __$$R$$__('@zos/fs');
      const { version } = __$$R$$__('@zos/app').getPackageInfo();
      console.log([version.name, localStorage.getItem('visits', 0), fs.readFileSync({ path: 'notes/a', options: { encoding: 'utf8' } })].join(' '));
      localStorage.setItem('visits', localStorage.getItem('visits', 0) + 1);
      fs.mkdirSync({ path: 'notes' });
      fs.writeFileSync({ path: 'notes/a', data: 'by ' + version.name });
    }`,
  });
const said = (watch: { logs: readonly { realm: string; text: string }[] }) =>
  watch.logs.filter(({ realm }) => realm === 'app').map(({ text }) => text);

describe('a newer version of a program', () => {
  test('finds what the older one kept on watch and phone, and nothing once it was uninstalled', async () => {
    const older = await createWatch({ package: program(1) });
    older.launch();
    older.phone.settings.set('name', 'Ada');
    const state = JSON.parse(JSON.stringify(older.system.memory.take()));
    older.close();

    const newer = await createWatch({ package: program(2), state });
    newer.launch();
    expect(newer.phone.settings.get('name')).toBe('Ada');
    newer.uninstall();
    newer.launch();
    expect(said(newer)).toEqual(['1.2 1 by 1.1', '1.2 0 ']);
    expect(newer.phone.settings.all()).toEqual({});
    newer.close();
  });
});
