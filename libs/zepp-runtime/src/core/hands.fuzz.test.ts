import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { createWatch, type Watch } from '../node/index.js';

let watch: Watch | undefined;
afterEach(() => watch?.close());

const TYPES =
  `GROUP TEXT FILL_RECT BUTTON KEYBOARD DIALOG SCROLL_LIST SLIDE_SWITCH CYCLE_LIST CYCLE_IMAGE_TEXT_LIST CHECKBOX_GROUP
  STATE_BUTTON RADIO_GROUP PICK_DATE TIME_PICKER SPORT_DATA VIEW_CONTAINER VIRTUAL_CONTAINER WIDGET_PICKER CIRCLE PAGE_INDICATOR
  PAGE_SCROLLBAR IMG`.split(/\s+/);
const ORDERS =
  `UPDATE_DATA UPDATE_ITEM DELETE_ITEM MOVE_ITEM LIST_TOP ITEM_MORE ITEM_REFRESH INIT CHECKED UNCHECKED SHOW CUR_COLUMN
  ADD_KEY DEL_KEY KEY_PARA TEXT_STYLE TEXT VISIBLE X POS_Y MORE`.split(/\s+/);
const NAMES =
  `x y w h text item_config data_array data_count data_size item_height text_view key_attr data_config nb_of_columns
  init_col_index initYear initMonth type radius center_x pos_y z_index page scroll_enable snap_to_center view_index layout enable
  item_enable_horizon_drag item_drag_max_distance click_func data_type_config select_src use_color startYear endYear`.split(
    /\s+/,
  );

const leaf = fc.oneof(
  fc.integer({ min: -600, max: 600 }),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, -1e9, 0.5, null, true, false, '', 'wide', '50%', 'flex', 'a\nb'),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('any'), { maxLength: 4 }), tie('bag')),
  bag: fc.dictionary(
    fc.constantFrom(...NAMES, 'index', 'id', 'value', 'name', 'width', 'display'),
    tie('any'),
    { maxKeys: 5 },
  ),
})).any;
const props = fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(value, fc.constant('$function')), {
  maxKeys: 10,
});
const widget = fc.record({ type: fc.constantFrom(...TYPES), props, inside: fc.boolean() });
const order = fc.record({ on: fc.nat(8), name: fc.constantFrom(...ORDERS), value });
const at = fc.integer({ min: -20, max: 500 });
const touch = fc.oneof(
  fc.record({ kind: fc.constant('drag' as const), x: at, y: at, dx: at, dy: at }),
  fc.record({ kind: fc.constant('hold' as const), x: at, y: at }),
  fc.record({ kind: fc.constant('turn' as const), x: at }),
  fc.record({
    kind: fc.constant('swipe' as const),
    way: fc.constantFrom('up' as const, 'down' as const, 'left' as const),
  }),
);

/** Makes the widgets, gives the orders, and keeps going whatever is thrown. */
const program = (widgets: unknown, orders: unknown) => `build() {
  const ui = __$$R$$__('@zos/ui'); const { onGesture } = __$$R$$__('@zos/interaction'); const made = [];
  const attempt = (run) => { try { return run(); } catch (error) {} };
  const alive = (value) => value === '$function' ? () => {} : Array.isArray(value) ? value.map(alive)
    : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, alive(v)])) : value;
  for (const { type, props, inside } of ${JSON.stringify(widgets)}) {
    const last = made[made.length - 1];
    attempt(() => made.push(inside && last && last.createWidget ? last.createWidget(ui.widget[type], alive(props)) : ui.createWidget(ui.widget[type], alive(props))));
  }
  for (const { on, name, value } of ${JSON.stringify(orders)}) attempt(() => made[on] && made[on].setProperty(ui.prop[name], alive(value)));
  for (const one of made) { attempt(() => one.getProperty(ui.prop.MORE, {})); attempt(() => one.addEventListener(ui.event.MOVE, () => {})); }
  attempt(() => ui.updateLayout()); console.log('built'); }`;

describe('whatever widgets a program makes of whatever', () => {
  test('fingers and crown never harm the runtime, and it can be drawn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(widget, { maxLength: 8 }),
        fc.array(order, { maxLength: 8 }),
        fc.array(touch, { maxLength: 5 }),
        async (widgets, orders, touches) => {
          watch?.close();
          watch = await createWatch({
            device: 'Balance 2',
            package: tinyProgram({ page: program(widgets, orders) }),
          });
          watch.launch();
          await watch.advance(10);
          for (const one of touches) {
            if (one.kind === 'drag')
              await watch.hands.drag({ x: one.x, y: one.y }, { x: one.dx, y: one.dy }, 60);
            if (one.kind === 'hold') await watch.hands.hold(one.x, one.y, 750);
            if (one.kind === 'turn') watch.turn(one.x - 240);
            if (one.kind === 'swipe') watch.swipe(one.way);
          }
          const said = watch.logs.map(({ text }) => text);
          expect(said).toContain('built');
          expect(
            said.filter((text) => /not a function|Cannot read|not iterable|call stack/.test(text)),
          ).toEqual([]);
          expect(watch.svg()).not.toMatch(/NaN|Infinity|undefined/);
          expect(Array.isArray(watch.texts())).toBe(true);
        },
      ),
      { numRuns: 80 },
    );
  }, 60_000);
});
