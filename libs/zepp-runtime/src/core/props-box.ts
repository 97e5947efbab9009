import { asNumber, type JsonObject } from '../wire/json.js';

type Box = { x: number; y: number; w: number; h: number };

/** The box a widget's properties name. A container that names no size is as large as it needs to be: its holder decides. */
export function boxOf({ type, props }: { type: string; props: JsonObject }): Box {
  const n = (key: string) => asNumber(props[key]);
  if (type === 'CIRCLE') {
    const r = n('radius');
    return { x: n('center_x') - r, y: n('center_y') - r, w: 2 * r, h: 2 * r };
  }
  return { x: n('x'), y: n('y'), w: Math.max(0, n('w')), h: Math.max(0, n('h')) };
}
