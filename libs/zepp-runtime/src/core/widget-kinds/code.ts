import { asText } from '../../wire/json.js';
import { toUtf8 } from '../../wire/utf8.js';
import type { Handled, Kind } from './kind.js';

/** Version 10, level L. */
const MOST_BYTES = 271;

function check({ widget, around }: Handled): void {
  const { length } = toUtf8(asText(widget.props.content));
  if (length > MOST_BYTES)
    around.remark(`a QRCODE takes ${MOST_BYTES} bytes at most; this one has ${length}`);
}

/** QRCODE: one that does not fit is told in the log. */
export const code: Kind = { made: check };
