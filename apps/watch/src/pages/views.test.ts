import { describe, expect, test } from '@jest/globals';
import { bundledRoutines, findRoutine } from '@plumbline/routine-core/bundled';
import { allMovements, LEVEL_NAMES, type Routine } from '@plumbline/routine-core/routine';
import { look, startSession, viewSession } from '@plumbline/routine-core/session';
import type { CompileOptions } from '@plumbline/routine-core/timeline';
import { overflow } from '@plumbline/zepp-runtime/picture';
import { colours } from '../drawing/colours.js';
import type { Frame } from '../drawing/frame.js';
import type { Box, Shape } from '../drawing/shape.js';
import { MENUS, type MenuName } from '../play/menu.js';
import { timelineOf } from '../play/timeline-of.js';
import { texts } from '../texts.js';
import { inOrder } from './home/order.js';
import { homeView, lengthText } from './home/view.js';
import { menuTitle, screenOf } from './player/player-screen.js';
import { menuView, playerView } from './player/view.js';
import { FIRST_CHOICES, optionsOf, readChoices, rowsOf, turn } from './ready/choices.js';
import { noteView, readyView } from './ready/view.js';
import { summaryView } from './summary/view.js';
import { syncLine } from './sync-line.js';

const T = 1_764_000_000_000;
const FRAMES: [name: string, frame: Frame][] = [
  ['round 416', { width: 416, height: 416, round: true }],
  ['round 454', { width: 454, height: 454, round: true }],
  ['round 466', { width: 466, height: 466, round: true }],
  ['round 480', { width: 480, height: 480, round: true }],
  ['390×450', { width: 390, height: 450, round: false }],
  ['432×514', { width: 432, height: 514, round: false }],
];

const props = (shape: Shape) => {
  if (shape.kind !== 'text') return {};
  const { box, text, size, align, wrap } = shape;
  return {
    ...box,
    text,
    text_size: size,
    align_h: align === 'left' ? 'LEFT' : 'CENTER_H',
    align_v: 'CENTER_V',
    text_style: wrap === true ? 'WRAP' : 'NONE',
  };
};

/** Texts that do not fit their boxes, with room for the watch's own font. */
const overlong = (shapes: readonly Shape[], { width, height, round }: Frame) =>
  overflow({
    shape: round ? 'round' : 'square',
    width,
    height,
    background: 0,
    nodes: shapes.map((shape, id) => ({
      id,
      type: shape.kind === 'text' ? 'TEXT' : 'FILL_RECT',
      props: props(shape),
    })),
  }).map(({ text }) => text);

const corners = ({ x, y, w, h }: Box) => [
  [x, y],
  [x + w, y],
  [x, y + h],
  [x + w, y + h],
];

/** Fields of a screen that does not scroll have to lie on the glass. */
const offGlass = (shapes: readonly Shape[], frame: Frame) =>
  shapes.filter((shape) => {
    if (shape.kind !== 'rect' || shape.id === 'ground') return false;
    const radius = frame.width / 2;
    return corners(shape.box).some(([x = 0, y = 0]) =>
      frame.round
        ? Math.hypot(x - radius, y - radius) > radius + shape.radius * 0.5
        : x < 0 || y < 0 || x > frame.width || y > frame.height,
    );
  });

const optionsFor = (level: CompileOptions['level']): CompileOptions => ({
  level,
  withOptional: true,
  choices: {},
});

/** The screens of a whole session: the beginning and the middle of every step. */
function screensOf(routine: Routine, level: CompileOptions['level']) {
  const timeline = timelineOf(routine.id, optionsFor(level));
  if (timeline === undefined) throw new Error(routine.id);
  const state = startSession({
    kind: 'session-started',
    at: T,
    sessionId: 's',
    routineId: routine.id,
    routineVersion: routine.version,
    options: timeline.options,
    zone: 0,
  });
  let at = T;
  return timeline.steps.flatMap((step) => {
    const begun = at;
    at += step.durationMs;
    return [begun, begun + step.durationMs / 2].map((now) =>
      screenOf({ view: viewSession(timeline, look(timeline, state, now).state, now), saved: true }),
    );
  });
}

describe.each(FRAMES)('on %s', (_name, frame) => {
  test.each(bundledRoutines.map((routine) => [routine.id, routine] as const))(
    'every screen of %s fits, at every level',
    (_id, routine) => {
      const screens = LEVEL_NAMES.flatMap((level) => screensOf(routine, level));
      expect(screens.flatMap((screen) => overlong(playerView(screen, frame), frame))).toEqual([]);
    },
  );

  test.each(Object.keys(MENUS) as MenuName[])('the %s menu fits and lies on the glass', (name) => {
    const titles = {
      pause: allMovements().map((movement) => movement.name),
      end: [texts.menu.endTitle],
      recover: bundledRoutines.map((routine) => texts.recover.body(routine.name)),
    };
    for (const title of titles[name]) {
      const shapes = menuView({ name, selected: 0, title }, frame);
      expect(overlong(shapes, frame)).toEqual([]);
      expect(offGlass(shapes, frame)).toEqual([]);
    }
  });

  test('list, note, ready page and summary fit', () => {
    const rows = bundledRoutines.map(({ id, name }) => ({ id, name, totalMs: 620_000 }));
    const chosen = { ...FIRST_CHOICES, withOptional: true };
    const screens = [
      homeView({ rows, sync: syncLine({ waiting: 1234 }) }, frame),
      noteView(frame),
      ...bundledRoutines.map((routine) =>
        readyView({ name: routine.name, totalMs: 620_000, rows: rowsOf(routine, chosen) }, frame),
      ),
      summaryView(
        { how: 'discarded', setsDone: 19, setsPlanned: 19, totalMs: 3_600_000, sync: 'Kept on the watch' },
        frame,
      ),
    ];
    expect(screens.flatMap((shapes) => overlong(shapes, frame))).toEqual([]);
    expect(offGlass([...noteView(frame), ...(screens[screens.length - 1] as Shape[])], frame)).toEqual([]);
  });

  test('the start button needs no scrolling', () => {
    const shapes = readyView({ name: 'Back and posture', totalMs: 620_000, rows: [] }, frame);
    expect(offGlass(shapes, frame)).toEqual([]);
  });
});

describe('the player says', () => {
  const routine = findRoutine('back-posture') as Routine;
  const screens = screensOf(routine, 'low');
  const kinds = (timelineOf('back-posture', optionsFor('low'))?.steps ?? []).flatMap((step) => [step, step]);
  const first = (kind: string, movement: string) =>
    screens[kinds.findIndex((step) => step.kind === kind && step.movement === movement)];

  test('seconds and movement in a hold', () => {
    expect(first('hold', 'plank')).toMatchObject({ number: '10', head: 'High plank', colour: colours.work });
  });
  test('the side in a side plank', () => {
    expect(first('hold', 'side')).toMatchObject({ word: 'Left side' });
    expect(first('switch', 'side')).toMatchObject({ head: 'Switch sides', word: 'Right side' });
  });
  test('the repetition and its part in a slow repetition', () => {
    expect(first('reps', 'bridge')).toMatchObject({ number: '1', word: 'Up', foot: 'of 8' });
  });
  test('the next position before the next movement in a gap', () => {
    expect(first('change', 'superman')).toMatchObject({
      head: 'Next exercise',
      word: 'Lie face down',
      foot: 'Superman',
      colour: colours.rest,
    });
  });
  test('which set it is, by dots', () => {
    expect(first('rest', 'plank')?.sets).toEqual({ done: 1, of: 2 });
  });
  test('what an open menu is about', () => {
    const timeline = timelineOf('back-posture', optionsFor('low'));
    if (timeline === undefined) throw new Error('no timeline');
    const view = { status: 'paused' } as never;
    const face = { timeline, view, saved: true, ended: false };
    expect(menuTitle({ ...face, menu: { name: 'end', selected: 0 } })).toBe('End here?');
    expect(menuTitle({ ...face, menu: { name: 'recover', selected: 0 } })).toMatch(/was cut off$/);
  });
});

describe('the ready page', () => {
  const routine = findRoutine('back-posture') as Routine;

  test('turns level, extra block and the choice of equipment with single presses', () => {
    const level = turn(routine, FIRST_CHOICES, 'level');
    expect(rowsOf(routine, level)[0]).toEqual({ touch: 'level', label: 'Level', value: 'Middle' });
    const optional = turn(routine, level, 'optional');
    expect(rowsOf(routine, optional)[1]?.value).toBe('On');
    const fork = rowsOf(routine, optional).find((row) => row.label === texts.choiceLabel);
    const turned = turn(routine, optional, fork?.touch ?? '');
    expect(rowsOf(routine, turned).find((row) => row.touch === fork?.touch)?.value).not.toBe(fork?.value);
    expect(timelineOf('back-posture', optionsOf(turned))?.options).toEqual(optionsOf(turned));
  });

  test('has nothing to choose for a micro set', () => {
    const micro = bundledRoutines.find((one) => one.kind === 'micro-set') as Routine;
    expect(rowsOf(micro, FIRST_CHOICES)).toEqual([]);
  });

  test.each([[undefined], ['x'], [{ level: 'hard', choices: 3 }]])(
    'reads %j as the first choices',
    (value) => {
      expect(readChoices(value)).toEqual(FIRST_CHOICES);
    },
  );
});

test('the list begins with the main routine and its first week, and ends with the small sets', () => {
  const order = inOrder([...bundledRoutines].reverse());
  expect(order.slice(0, 2).map((routine) => routine.id)).toEqual(['back-posture', 'first-week']);
  expect(order[order.length - 1]?.kind).toBe('micro-set');
});

test.each([
  [25_000, '30 s'],
  [119_000, '120 s'],
  [120_000, '2 min'],
  [617_000, '10 min'],
])('%i ms are told as %s', (ms, text) => {
  expect(lengthText(ms)).toBe(text);
});

test.each([
  [{ waiting: 0 }, 'All sent'],
  [{ waiting: 3 }, '3 waiting'],
  [{ waiting: 3, code: 'no-phone' }, '3 waiting'],
  [{ waiting: 3, code: 'not-paired' }, 'Kept on the watch'],
])('%j is told as %s', (state, text) => {
  expect(syncLine(state)).toBe(text);
});

const FORBIDDEN = /\b(cure|heal|treat|therapy|guarantee|medical)/i;

test('no text promises anything medical', () => {
  expect(JSON.stringify(texts)).not.toMatch(FORBIDDEN);
});
