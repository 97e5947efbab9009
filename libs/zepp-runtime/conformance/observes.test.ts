import { describe, expect, test } from '@jest/globals';
import { proof } from './observes.js';
import { building } from './said.js';

const page = building('@zos/utils', 'z.px(1); const bus = new z.EventBus(); bus.on("a", () => 0);');

describe('the proof of a member', () => {
  test('holds when the program calls it', async () => {
    await proof(['@zos/utils.px', '@zos/utils.EventBus.on'], async ({ play }) => {
      await play({ page });
    });
  });

  test('fails for a name that the platform has not', async () => {
    const claim = proof(['@zos/utils.fly'], () => undefined);
    await expect(claim).rejects.toThrow('the platform declares no @zos/utils.fly');
  });

  test('fails when the program never touches the member', async () => {
    const claim = proof(['@zos/utils.px', '@zos/utils.EventBus.emit'], async ({ play }) => {
      await play({ page });
    });
    await expect(claim).rejects.toThrow('the program never touched @zos/utils.EventBus.emit');
  });

  test('fails when an expectation of the test does', async () => {
    const claim = proof(['@zos/utils.px'], async ({ play }) => {
      const watch = await play({ page });
      expect(watch.texts()).toEqual(['never']);
    });
    await expect(claim).rejects.toThrow('never');
  });

  test('sees constants read, widgets’ own methods and members of one kind', async () => {
    const code = `const text = z.createWidget(z.widget.TEXT, { x: 0, y: 0, w: 9, h: 9 }); text.setProperty(z.prop.TEXT, 'a');`;
    await proof(
      ['@zos/ui.widget.TEXT', '@zos/ui.prop.TEXT', '@zos/ui.Widget.setProperty'],
      async ({ play }) => {
        await play({ page: building('@zos/ui', code) });
      },
    );
    const whole = proof(['@zos/ui.align.*'], async ({ play }) => {
      await play({ page: building('@zos/ui', 'say(z.align.TOP)') });
    });
    await expect(whole).rejects.toThrow(/never touched .*align\.BOTTOM/);
  });
});
