export type View = { width: number; height: number };

const UNITS: Record<string, (n: number, whole: number, view: View) => number> = {
  '': (n) => n,
  px: (n) => n,
  '%': (n, whole) => (n * whole) / 100,
  vw: (n, _, { width }) => (n * width) / 100,
  vh: (n, _, { height }) => (n * height) / 100,
  vmin: (n, _, { width, height }) => (n * Math.min(width, height)) / 100,
  vmax: (n, _, { width, height }) => (n * Math.max(width, height)) / 100,
};
/** Functions that scale for screens of other densities; here every screen has the density it was designed for. */
const SCALED = /^(?:swdpi|sww|swh)\((.*)\)$/;

/** A length in pixels, as layouts write them; undefined for `auto`, nothing and nonsense. `whole` is what per cent are of. */
export function lengthOf(text: string | undefined, whole: number, view: View): number | undefined {
  const bare = SCALED.exec(text ?? '')?.[1] ?? text ?? '';
  const [, number, unit = ''] = /^\s*(-?[\d.]+)(px|%|vw|vh|vmin|vmax)?\s*$/.exec(bare) ?? [];
  const n = Number(number);
  return number === undefined || !Number.isFinite(n) ? undefined : UNITS[unit]?.(n, whole, view);
}

/** `pixel('10vw')`: the same units, per cent of the screen's width or height. */
export const pixelOf = (value: unknown, ofWidth: boolean, view: View): number | undefined =>
  typeof value === 'number' || typeof value === 'string'
    ? lengthOf(String(value), ofWidth ? view.width : view.height, view)
    : undefined;
