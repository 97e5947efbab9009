import { seeThrough } from './canvas.js';
import { colour, fixed } from './numbers.js';
import { colourOf, opacityOf, type Props } from './props.js';

export const WHITE = 0xffffff;

export const fillOf = (props: Props): string =>
  `fill="${colour(colourOf(props, 'color', WHITE))}"${seeThrough('fill', opacityOf(props))}`;

export const strokeOf = (props: Props, width: number): string =>
  `fill="none" stroke="${colour(colourOf(props, 'color', WHITE))}" stroke-width="${fixed(width)}"` +
  seeThrough('stroke', opacityOf(props));
