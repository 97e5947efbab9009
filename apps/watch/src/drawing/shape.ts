/** What a view returns: plain data, drawn by `device/canvas.ts`. Pixels of the screen; angles in degrees from 12 o'clock. */
export type Box = { x: number; y: number; w: number; h: number };

type Touchable = { /** Key of the action a touch stands for. */ touch?: string };

export type TextShape = Touchable & {
  kind: 'text';
  id: string;
  box: Box;
  text: string;
  size: number;
  colour: number;
  align?: 'left' | 'centre';
  wrap?: boolean;
};
export type ArcShape = Touchable & {
  kind: 'arc';
  id: string;
  box: Box;
  width: number;
  from: number;
  to: number;
  colour: number;
};
export type RectShape = Touchable & { kind: 'rect'; id: string; box: Box; radius: number; colour: number };
export type DotShape = Touchable & {
  kind: 'dot';
  id: string;
  x: number;
  y: number;
  radius: number;
  colour: number;
};

export type Shape = TextShape | ArcShape | RectShape | DotShape;
