import { describe, expect, test } from '@jest/globals';
import { patternOf } from '@plumbline/routine-core/cues';
import type { Entry } from '@plumbline/routine-core/journal';
import { allMovements } from '@plumbline/routine-core/routine';
import type { CompileOptions } from '@plumbline/routine-core/timeline';
import type { Pulse } from '../device/haptics.js';
import { openJournal } from '../journal/journal.js';
import { type MemoryFiles, memoryFiles, memoryMarks } from '../journal/memory-files.js';
import { screenOf } from '../pages/player/player-screen.js';
import { BACKSTOP_KEY, type Backstop } from './backstop.js';
import { openSession } from './open-session.js';
import { LOOK_MS, openPlayer, type Player, type PlayerFace } from './player.js';
import { readPointer } from './pointer.js';
import type { Ports } from './ports.js';
import type { StartWish } from './start-wish.js';
import { timelineOf } from './timeline-of.js';

const T = 1_764_000_000_000;
const OPTIONS: CompileOptions = { level: 'low', withOptional: false, choices: {} };
const WISH: StartWish = { routineId: 'back-posture', options: OPTIONS, at: T };

type Felt = { at: number; pulses: readonly Pulse[] };

/** A watch in memory whose page can be killed: only disk and marks outlive it. */
class World {
  now = T;
  readonly files: MemoryFiles = memoryFiles();
  readonly marks = memoryMarks();
  readonly felt: Felt[] = [];
  alarm: number | undefined;
  ports!: Ports;
  player: Player | undefined;
  face!: PlayerFace;

  open(wish?: StartWish): this {
    const journal = openJournal({ files: this.files, marks: this.marks, zoneAt: () => 60, newId: () => 'J' });
    this.ports = {
      now: () => this.now,
      zoneAt: () => 60,
      chance: () => 0.5,
      journal,
      marks: this.marks,
      play: (pulses) => void this.felt.push({ at: this.now, pulses }),
      wakeAt: (at) => {
        this.alarm = at;
      },
      written: () => {},
    };
    const opened = openSession(this.ports, wish);
    this.player = opened && openPlayer(opened, this.ports);
    if (this.player !== undefined) this.face = this.player.look();
    return this;
  }

  pass(ms: number): this {
    const until = this.now + ms;
    while (this.now < until && !this.face.ended) {
      this.now += LOOK_MS;
      this.face = (this.player as Player).look();
    }
    return this;
  }

  passUntil(done: (face: PlayerFace) => boolean): this {
    for (let looks = 0; looks < 20_000 && !done(this.face); looks += 1) this.pass(LOOK_MS);
    expect(done(this.face)).toBe(true);
    return this;
  }

  kill(forMs: number): this {
    this.player = undefined;
    this.now += forMs;
    return this;
  }

  entries(): Entry[] {
    return this.ports.journal.entriesFrom(1);
  }

  kinds(): string[] {
    return this.entries().map((entry) => entry.kind);
  }
}

const stepOf = (face: PlayerFace) => face.view.step?.index;
const inStep = (index: number) => (face: PlayerFace) => stepOf(face) === index;
const inWork = (movement: string) => (face: PlayerFace) =>
  face.view.step?.movement === movement && face.view.step.target > 0;

describe('a session that nobody touches', () => {
  const world = new World().open(WISH).passUntil((face) => face.ended);
  const timeline = timelineOf('back-posture', OPTIONS);

  test('writes each step once, at its exact instant, and its end', () => {
    const steps = timeline?.steps ?? [];
    expect(world.kinds()).toEqual(['session-started', ...steps.map(() => 'step-done'), 'session-ended']);
    let at = T;
    for (const [index, entry] of world.entries().slice(1, -1).entries()) {
      at += steps[index]?.durationMs ?? 0;
      expect(entry.at).toBe(at);
    }
  });

  test('is felt from the first look to the last', () => {
    expect(world.felt[0]).toEqual({ at: T, pulses: patternOf('ready').pulses });
    expect(world.felt[world.felt.length - 1]?.pulses).toEqual(patternOf('all-done').pulses);
    expect(world.felt.length).toBeGreaterThan(60);
  });

  test('leaves no pointer and no alarm behind', () => {
    expect({ pointer: readPointer(world.marks), alarm: world.alarm }).toEqual({
      pointer: undefined,
      alarm: undefined,
    });
  });
});

test('every entry is on disk before the screen shows what it did', () => {
  const world = new World().open(WISH);
  for (let looks = 0; looks < 400; looks += 1) {
    world.pass(LOOK_MS);
    const written = world.entries().filter((entry) => entry.kind === 'step-done').length;
    expect(written).toBe(stepOf(world.face));
  }
});

test('the page shows that nothing is saved while the disk refuses, and saves all when it takes again', () => {
  const world = new World().open(WISH);
  world.files.failAppends(30);
  world.passUntil(inStep(1));
  expect(world.face.saved).toBe(false);
  expect(screenOf(world.face)).toMatchObject({ foot: 'Not saved yet', warn: true });
  world.pass(10_000);
  expect(world.face.saved).toBe(true);
  expect(world.kinds().slice(0, 2)).toEqual(['session-started', 'step-done']);
});

describe('killed and opened again', () => {
  const steps = timelineOf('back-posture', OPTIONS)?.steps ?? [];

  test.each(steps.map((step) => [step.index, step.kind, step.movement]))(
    'in step %i (%s, %s), it is there again after a short while, with every finished step',
    (index) => {
      const world = new World().open(WISH).passUntil(inStep(index as number));
      world.kill(900).open();
      expect(stepOf(world.face)).toBe(index);
      expect(world.kinds().filter((kind) => kind === 'step-done')).toHaveLength(index as number);
    },
  );

  test('after five minutes it asks, and going on keeps what was held', () => {
    const world = new World().open(WISH).passUntil(inWork('plank')).pass(4000);
    const held = world.face.view.elapsedMs;
    world.kill(5 * 60_000).open();
    expect(world.face.menu?.name).toBe('recover');
    world.face = (world.player as Player).choose('carry-on');
    expect({ status: world.face.view.status, menu: world.face.menu }).toEqual({
      status: 'running',
      menu: undefined,
    });
    world.pass(3000);
    expect(Math.abs(world.face.view.elapsedMs - held)).toBeLessThanOrEqual(1200);
    expect(world.kinds().slice(-2)).toEqual(['paused', 'resumed']);
  });

  test('after five minutes it can be ended and saved', () => {
    const world = new World()
      .open(WISH)
      .passUntil(inStep(5))
      .kill(5 * 60_000)
      .open();
    world.face = (world.player as Player).choose('save');
    expect({ ended: world.face.ended, how: world.face.view.how }).toEqual({ ended: true, how: 'saved' });
  });

  test('after an hour it is saved as it was, without asking', () => {
    const world = new World()
      .open(WISH)
      .passUntil(inStep(5))
      .kill(60 * 60_000)
      .open();
    expect({ ended: world.face.ended, menu: world.face.menu }).toEqual({ ended: true, menu: undefined });
    expect(world.entries().slice(-1)[0]).toMatchObject({ kind: 'session-ended', how: 'saved' });
  });

  test('the same start wish begins no second session', () => {
    const world = new World().open(WISH).passUntil((face) => face.ended);
    world.open(WISH);
    expect(world.player).toBeUndefined();
  });

  test.each([
    ['never was written', 0],
    ['is damaged', 1],
  ])('a pointer to a session that %s leads nowhere, once', (_name, sign) => {
    const world = new World().open(WISH);
    const [name] = world.files.names().filter((file) => file.startsWith('j')) as [string];
    const text = world.files.read(name) as string;
    world.files.replace(name, sign === 0 ? '' : `#${text.slice(1)}`);
    world.kill(1000).open();
    expect({ player: world.player, pointer: readPointer(world.marks) }).toEqual({
      player: undefined,
      pointer: undefined,
    });
  });

  test('a short absence does not play what has passed', () => {
    const world = new World().open(WISH).passUntil(inStep(1));
    const before = world.felt.length;
    world.kill(25_000).open();
    expect(world.felt.slice(before).every(({ at }) => at === world.now)).toBe(true);
    expect(world.felt.length - before).toBeLessThanOrEqual(1);
  });
});

describe('the floor lock', () => {
  const floor = allMovements().filter(
    (movement) => movement.position !== 'standing' && movement.measure !== 'cue',
  );

  test.each(floor.map((movement) => [movement.id]).filter(([id]) => id !== 'isopull'))(
    'in %s ignores every single press and opens the menu on a long one',
    (id) => {
      const world = new World().open(WISH).passUntil(inWork(id as string));
      const player = world.player as Player;
      const before = world.entries().length;
      for (const key of ['back', 'select', 'up', 'down', 'other'] as const)
        player.take({ kind: 'key', key, press: 'click' });
      player.take({ kind: 'touch', press: 'click' });
      player.take({ kind: 'crown', degrees: 200 });
      player.take({ kind: 'swipe' });
      expect({ menu: player.look().menu, entries: world.entries().length }).toEqual({
        menu: undefined,
        entries: before,
      });
      expect(player.take({ kind: 'touch', press: 'long' }).menu?.name).toBe('pause');
      expect(world.kinds().slice(-1)).toEqual(['paused']);
    },
  );
});

describe('the pause menu', () => {
  const paused = () => {
    const world = new World().open(WISH).passUntil(inWork('plank')).pass(4000);
    world.face = (world.player as Player).take({ kind: 'touch', press: 'long' });
    return world;
  };

  test('stops the time, and resuming counts down three seconds first', () => {
    const world = paused().pass(60_000);
    const { elapsedMs } = world.face.view;
    world.face = (world.player as Player).choose('resume');
    expect(screenOf(world.face)).toMatchObject({ head: 'Go on in', number: '3' });
    world.pass(3000);
    expect(Math.abs(world.face.view.elapsedMs - elapsedMs)).toBeLessThanOrEqual(LOOK_MS);
  });

  test('skips to the next step and goes on', () => {
    const world = paused();
    const step = stepOf(world.face) as number;
    world.face = (world.player as Player).choose('skip');
    expect({ step: stepOf(world.face), status: world.face.view.status }).toEqual({
      step: step + 1,
      status: 'running',
    });
  });

  test('goes back to the start of the hold, and from there to the one before', () => {
    const world = paused();
    const step = stepOf(world.face) as number;
    world.face = (world.player as Player).choose('back');
    expect({ step: stepOf(world.face), elapsedMs: world.face.view.elapsedMs }).toEqual({
      step,
      elapsedMs: 0,
    });
    world.player?.take({ kind: 'touch', press: 'long' });
    world.face = (world.player as Player).choose('back');
    expect(stepOf(world.face)).toBeLessThan(step);
  });

  test('asks before it ends, and then saves or discards', () => {
    const world = paused();
    world.face = (world.player as Player).choose('ask-end');
    expect(world.face.menu?.name).toBe('end');
    world.face = (world.player as Player).choose('discard');
    expect({ ended: world.face.ended, how: world.face.view.how }).toEqual({ ended: true, how: 'discarded' });
  });

  test('has no alarm while the time stands', () => {
    expect(paused().alarm).toBeUndefined();
  });
});

test('a rest grows and shrinks by ten seconds with the keys', () => {
  const world = new World().open(WISH).passUntil((face) => face.view.step?.kind === 'rest');
  const player = world.player as Player;
  const before = world.face.view.remainingMs as number;
  expect(player.take({ kind: 'key', key: 'up', press: 'click' }).view.remainingMs).toBe(before + 10_000);
  expect(player.take({ kind: 'key', key: 'down', press: 'click' }).view.remainingMs).toBe(before);
});

test('repetitions that the wearer ends by a press wait for it, without end', () => {
  const wish = { ...WISH, options: { ...OPTIONS, advance: 'tap' as const } };
  const world = new World().open(wish).passUntil(inWork('cat')).pass(120_000);
  expect(screenOf(world.face)).toMatchObject({ number: '3', foot: 'Tap when done' });
  const step = stepOf(world.face) as number;
  world.face = (world.player as Player).take({ kind: 'touch', press: 'click' });
  expect(stepOf(world.face)).toBe(step + 1);
  expect(world.entries().slice(-1)[0]).toMatchObject({ kind: 'step-done', step, reps: 3 });
});

test('the alarm stands at the next beginning or end, and the service finds all that follow', () => {
  const world = new World().open(WISH).passUntil(inStep(1));
  const { cues } = world.marks.read(BACKSTOP_KEY) as Backstop;
  expect(world.alarm).toBe(cues[0]?.[0]);
  expect(world.alarm as number).toBeGreaterThan(world.now);
  expect(cues[cues.length - 1]?.[1]).toBe('all-done');
});

test.each([3_600_000, -3_600_000])(
  'a clock moved by %i ms shifts the session and fires nothing twice',
  (byMs) => {
    const world = new World().open(WISH).passUntil(inStep(3)).pass(2000);
    const { elapsedMs } = world.face.view;
    const felt = world.felt.length;
    world.now += byMs;
    world.pass(LOOK_MS);
    expect(world.entries().slice(-1)[0]).toMatchObject({ kind: 'clock-moved', byMs });
    expect(world.face.view.elapsedMs - elapsedMs).toBe(LOOK_MS);
    expect(world.felt.length).toBe(felt);
    world.kill(400).open();
    expect(stepOf(world.face)).toBe(3);
  },
);
