/** Properties come from a program and may be anything; these readers always answer with something drawable. */
export type Props = Readonly<Record<string, unknown>>;
export type Box = { x: number; y: number; w: number; h: number };

/** Beyond this a coordinate is nonsense; it also keeps sums finite. */
const FAR = 100_000;

export function numberOf(props: Props, key: string, otherwise: number): number {
  const value = typeof props[key] === 'string' && props[key] !== '' ? Number(props[key]) : props[key];
  if (typeof value !== 'number' || !Number.isFinite(value)) return otherwise;
  return Math.max(-FAR, Math.min(FAR, value));
}

/** A colour is a 24-bit number; it may not be clamped like a coordinate. */
export function colourOf(props: Props, key: string, otherwise: number): number {
  const value = props[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
}

export function textOf(props: Props, key: string): string {
  const value = props[key];
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

export const flagOf = (props: Props, key: string, otherwise: boolean): boolean => {
  const value = props[key];
  return typeof value === 'boolean' ? value : typeof value === 'number' ? value !== 0 : otherwise;
};

/** The entries of a list property that are objects. */
export const listOf = (props: Props, key: string): Props[] => {
  const value = props[key];
  return Array.isArray(value) ? value.filter(isProps) : [];
};

const isProps = (value: unknown): value is Props =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const boxOf = (props: Props): Box => ({
  x: numberOf(props, 'x', 0),
  y: numberOf(props, 'y', 0),
  w: Math.max(0, numberOf(props, 'w', 0)),
  h: Math.max(0, numberOf(props, 'h', 0)),
});

/** 0 … 1 from the platform's 0 … 255. */
export const opacityOf = (props: Props): number =>
  Math.max(0, Math.min(255, numberOf(props, 'alpha', 255))) / 255;

/** A property that is an object of properties; an empty one otherwise. */
export const partOf = (props: Props, key: string): Props => {
  const value = props[key];
  return isProps(value) ? value : {};
};
