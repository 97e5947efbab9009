import { asNumber, asText, type Json } from '../../wire/json.js';
import type { LiveWidget } from '../live-widget.js';
import type { Appointment } from '../scheduler.js';
import { call, type Handled, type Kind } from './kind.js';

const LEAST_FRAME_MS = 16;
const playing = new WeakMap<LiveWidget, Appointment>();
const ORDERS = ['START', 'PAUSE', 'RESUME', 'STOP'];

const sizeOf = ({ props }: LiveWidget) => Math.max(1, asNumber(props.anim_size, 1));
const isStatus = ({ state }: LiveWidget, ...wanted: string[]) => wanted.includes(asText(state.anim_status));

function show({ widget, around }: Handled, frame: number): void {
  widget.state.frame = frame;
  const { anim_path, anim_prefix, anim_ext } = widget.props;
  widget.state.src = `${asText(anim_path)}/${asText(anim_prefix)}_${frame}.${asText(anim_ext)}`;
  around.pictures.check(asText(widget.state.src));
}

function wait(handled: Handled): void {
  const { widget, around } = handled;
  const ms = Math.max(LEAST_FRAME_MS, 1_000 / Math.max(1, asNumber(widget.props.anim_fps, 25)));
  const next = around.scheduler.after(Math.round(ms), widget.scope, () => step(handled));
  playing.set(widget, next);
}

/** `step` jumps over pictures; a round that was the last one stays on its last picture. */
function step(handled: Handled): void {
  const { widget } = handled;
  if (!widget.scope.alive || !handled.around.widgets.all.has(widget.id)) return;
  const next = asNumber(widget.state.frame) + Math.max(1, Math.trunc(asNumber(widget.props.step, 1)));
  if (next < sizeOf(widget)) show(handled, next);
  else if (!again(handled)) return;
  wait(handled);
}

/** `repeat_count` 0 and `anim_repeat` play without end. */
function again(handled: Handled): boolean {
  const { widget } = handled;
  const { repeat_count, anim_repeat } = widget.props;
  const rounds = asNumber(widget.state.rounds) + 1;
  widget.state.rounds = rounds;
  const endless = repeat_count === 0 || anim_repeat === true;
  if (endless || rounds < asNumber(repeat_count, 1)) {
    show(handled, 0);
    return true;
  }
  widget.state.anim_status = 'STOP';
  call(widget, 'anim_complete_call');
  return false;
}

function halt({ widget, around }: Handled, status: string): void {
  around.scheduler.cancel(playing.get(widget));
  widget.state.anim_status = status;
}

/** Documented: start from rest, pause what runs, resume what is paused, stop what runs or is paused. Else nothing happens. */
function order(handled: Handled, value: Json): void {
  const { widget } = handled;
  const runs = isStatus(widget, 'START', 'RESUME');
  if (value === 'START' && !runs && !isStatus(widget, 'PAUSE')) {
    widget.state.anim_status = 'START';
    widget.state.rounds = 0;
    show(handled, 0);
    wait(handled);
  } else if (value === 'PAUSE' && runs) halt(handled, 'PAUSE');
  else if (value === 'RESUME' && isStatus(widget, 'PAUSE')) {
    widget.state.anim_status = 'RESUME';
    wait(handled);
  } else if (value === 'STOP' && !isStatus(widget, 'STOP')) halt(handled, 'STOP');
}

/** IMG_ANIM: pictures `path/prefix_0.ext`, `path/prefix_1.ext`, … one after the other by the watch's clock. */
export const imgAnim: Kind = {
  made: (handled) => {
    handled.widget.state.anim_status = 'STOP';
    show(handled, asNumber(handled.widget.props.default_frame_index));
    if (ORDERS.includes(asText(handled.widget.props.anim_status)))
      order(handled, handled.widget.props.anim_status ?? null);
  },
  set: { anim_status: order },
  get: {
    anim_status: ({ widget }) => widget.state.anim_status ?? 'STOP',
    anim_is_runinng: ({ widget }) => isStatus(widget, 'START', 'RESUME'),
    anim_is_pause: ({ widget }) => isStatus(widget, 'PAUSE'),
    anim_is_stop: ({ widget }) => isStatus(widget, 'STOP'),
  },
};
