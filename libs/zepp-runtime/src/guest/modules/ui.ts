import { pixelOf, type View } from '../../wire/length.js';
import { ask, type Scope } from '../scope.js';
import { keyboardModule, systemKeyboard } from './ui-keyboard.js';
import { ENUMS } from './ui-names.js';
import { addAccessors, deleteWidget, makeWidget } from './ui-widget.js';
import { enumeration } from './watchful.js';

type Members = Record<string, unknown>;

const PASSED = [
  'setStatusBarVisible',
  'updateStatusBarTitle',
  'getTextLayout',
  'getImageInfo',
  'showToast',
  'relayoutRtl',
  'getRtlLayout',
  'getSysFontSize',
  'sp',
  'setScrollView',
  'setLayerScrolling',
  'scrollToPage',
  'getAppWidgetSize',
  'setAppWidgetSize',
];
const VIEWS = ['TEXT', 'IMAGE', 'FILL'];
const SNAPS = ['SNAPCENTER_ALL', 'SNAPCENTER_EXCEPTTITLE', 'SNAP_TOP', 'SNAP_BOTTOM'];

/** A dialog of two buttons; hidden until `show(true)` unless asked otherwise. */
function createDialog(scope: Scope, options: Members): { show(visible: boolean): void } {
  const id = ask(scope, 'modal.dialog', [options ?? {}]);
  return { show: (visible) => void ask(scope, 'modal.show', [id, visible]) };
}

/** `'10vw'.toPixel()`: undeclared, but the platform's own 4.0 sample lays out by it. */
function addToPixel(view: View): void {
  Object.defineProperty(String.prototype, 'toPixel', {
    value(this: string, ofWidth = true) {
      return pixelOf(String(this), ofWidth, view);
    },
    writable: true,
    configurable: true,
  });
}

/** What came with API level 4.0; on older watches it is not there. */
function newer(scope: Scope, view: View): Members {
  addAccessors();
  addToPixel(view);
  return {
    ...systemKeyboard(scope),
    keyboard: keyboardModule(scope),
    updateLayout: () => void ask(scope, 'ui.layout', []),
    // Undeclared too; it writes a file for the vendor's tools.
    dumpLayout: () => ask(scope, '@zos/ui.dumpLayout', []),
    openInspector: () => ({
      draw: (options: unknown) => void ask(scope, 'ui.inspect', [options ?? {}]),
      clear: () => void ask(scope, 'ui.inspect', [null]),
      setVisibleList: (ids: unknown) => void ask(scope, 'ui.inspect', [{ ids }]),
      setViewOffset: (x: number, y: number) => void ask(scope, 'ui.inspect', [{ offset: [x, y] }]),
    }),
  };
}

export function uiModule(scope: Scope): Members {
  const enums = Object.fromEntries(
    Object.entries(ENUMS).map(([name, members]) => [name, enumeration(scope, `@zos/ui.${name}`, members)]),
  );
  const forwarded = Object.fromEntries(
    PASSED.map((name) => [name, (...args: unknown[]) => ask(scope, `@zos/ui.${name}`, args)]),
  );
  const view = ask(scope, 'ui.view', []) as View;
  const snaps = enumeration(scope, '@zos/ui.SCROLL_LIST.snap_type', SNAPS);
  return {
    ...enums,
    SCROLL_LIST: { snap_type: snaps, view_type: enumeration(scope, '@zos/ui.SCROLL_LIST.view_type', VIEWS) },
    ...forwarded,
    createWidget: (type: unknown, options?: unknown) => makeWidget(scope, type, options, 0),
    deleteWidget: (widget: unknown) => deleteWidget(scope, widget),
    createDialog: (options: Members) => createDialog(scope, options),
    pixel: (text: unknown, ofWidth = true) => pixelOf(text, ofWidth, view),
    redraw: () => undefined,
    getScrollCurrentPage: () => ask(scope, '@zos/ui.getScrollCurrentPage', []) ?? undefined,
    ...(ask(scope, 'ui.modern', []) === true ? newer(scope, view) : {}),
  };
}
