/** Generated from examples/routines by scripts/bundle-routines.ts; a test holds the two together. */
import type { Routine } from '../routine/index.js';

export const bundledRoutines: readonly Routine[] = [
  {
    format: 1,
    id: 'back-posture',
    version: 1,
    name: 'Back and posture',
    kind: 'routine',
    pace: {
      restSeconds: 15,
      switchSeconds: 5,
      changeSeconds: 15,
      positionChangeSeconds: 10,
      leadInSeconds: 10,
    },
    blocks: [
      {
        id: 'warm-up',
        name: 'Warm-up',
        optional: false,
        rounds: 1,
        budgetSeconds: {
          least: 180,
          most: 180,
        },
        exercises: [
          {
            oneOf: [
              {
                movement: 'doorway',
                sets: 2,
                hold: {
                  low: 20,
                  middle: 25,
                  high: 30,
                },
              },
            ],
          },
          {
            oneOf: [
              {
                movement: 'cat',
                sets: 1,
                reps: {
                  low: 3,
                  middle: 4,
                  high: 5,
                },
              },
            ],
          },
        ],
      },
      {
        id: 'core',
        name: 'Core and glutes',
        optional: false,
        rounds: 1,
        budgetSeconds: {
          least: 300,
          most: 300,
        },
        exercises: [
          {
            oneOf: [
              {
                movement: 'plank',
                sets: 2,
                hold: {
                  low: 10,
                  middle: 15,
                  high: 20,
                },
              },
            ],
          },
          {
            oneOf: [
              {
                movement: 'side',
                sets: 2,
                hold: {
                  low: 10,
                  middle: 15,
                  high: 20,
                },
              },
            ],
          },
          {
            oneOf: [
              {
                movement: 'bridge',
                sets: 2,
                reps: {
                  low: 8,
                  middle: 10,
                  high: 12,
                },
              },
            ],
          },
        ],
      },
      {
        id: 'back',
        name: 'Upper and lower back',
        optional: false,
        rounds: 1,
        budgetSeconds: {
          least: 300,
          most: 420,
        },
        exercises: [
          {
            oneOf: [
              {
                movement: 'squeeze',
                sets: 2,
                reps: {
                  low: 5,
                  middle: 5,
                  high: 5,
                },
              },
            ],
          },
          {
            oneOf: [
              {
                movement: 'row',
                sets: 2,
                reps: {
                  low: 8,
                  middle: 10,
                  high: 12,
                },
              },
              {
                movement: 'apart',
                sets: 2,
                reps: {
                  low: 8,
                  middle: 10,
                  high: 12,
                },
              },
            ],
          },
          {
            oneOf: [
              {
                movement: 'superman',
                sets: 2,
                reps: {
                  low: 6,
                  middle: 8,
                  high: 10,
                },
              },
            ],
          },
        ],
      },
      {
        id: 'pull',
        name: 'Isometric pull',
        optional: true,
        rounds: 1,
        exercises: [
          {
            oneOf: [
              {
                movement: 'isopull',
                sets: 3,
                hold: {
                  low: 10,
                  middle: 15,
                  high: 20,
                },
              },
            ],
          },
        ],
      },
    ],
  },
  {
    format: 1,
    id: 'first-week',
    version: 1,
    name: 'First week',
    kind: 'routine',
    pace: {
      restSeconds: 30,
      switchSeconds: 10,
      changeSeconds: 20,
      positionChangeSeconds: 10,
      leadInSeconds: 15,
    },
    blocks: [
      {
        id: 'warm-up',
        name: 'Warm-up',
        optional: false,
        rounds: 1,
        exercises: [
          {
            oneOf: [
              {
                movement: 'doorway',
                sets: 2,
                hold: {
                  low: 20,
                  middle: 20,
                  high: 20,
                },
              },
            ],
          },
          {
            oneOf: [
              {
                movement: 'cat',
                sets: 1,
                reps: {
                  low: 3,
                  middle: 3,
                  high: 3,
                },
              },
            ],
          },
        ],
      },
      {
        id: 'core',
        name: 'Core and glutes',
        optional: false,
        rounds: 1,
        exercises: [
          {
            oneOf: [
              {
                movement: 'plank',
                sets: 1,
                hold: {
                  low: 10,
                  middle: 10,
                  high: 10,
                },
              },
            ],
          },
          {
            oneOf: [
              {
                movement: 'side',
                sets: 1,
                hold: {
                  low: 10,
                  middle: 10,
                  high: 10,
                },
              },
            ],
          },
          {
            oneOf: [
              {
                movement: 'bridge',
                sets: 1,
                reps: {
                  low: 5,
                  middle: 5,
                  high: 5,
                },
              },
            ],
          },
        ],
      },
      {
        id: 'back',
        name: 'Upper and lower back',
        optional: false,
        rounds: 1,
        exercises: [
          {
            oneOf: [
              {
                movement: 'squeeze',
                sets: 1,
                reps: {
                  low: 3,
                  middle: 3,
                  high: 3,
                },
              },
            ],
          },
          {
            oneOf: [
              {
                movement: 'row',
                sets: 1,
                reps: {
                  low: 8,
                  middle: 8,
                  high: 8,
                },
              },
              {
                movement: 'apart',
                sets: 1,
                reps: {
                  low: 8,
                  middle: 8,
                  high: 8,
                },
              },
            ],
          },
          {
            oneOf: [
              {
                movement: 'superman',
                sets: 1,
                reps: {
                  low: 6,
                  middle: 6,
                  high: 6,
                },
              },
            ],
          },
        ],
      },
    ],
  },
  {
    format: 1,
    id: 'micro-bridge',
    version: 1,
    name: 'Daily bridges',
    kind: 'micro-set',
    pace: {
      restSeconds: 15,
      switchSeconds: 5,
      changeSeconds: 15,
      positionChangeSeconds: 10,
      leadInSeconds: 5,
    },
    blocks: [
      {
        id: 'bridges',
        name: 'Daily bridges',
        optional: false,
        rounds: 1,
        exercises: [
          {
            oneOf: [
              {
                movement: 'bridge',
                sets: 1,
                reps: {
                  low: 5,
                  middle: 12,
                  high: 20,
                },
              },
            ],
          },
        ],
      },
    ],
  },
  {
    format: 1,
    id: 'micro-cat',
    version: 1,
    name: 'Cat stretch',
    kind: 'micro-set',
    pace: {
      restSeconds: 15,
      switchSeconds: 5,
      changeSeconds: 15,
      positionChangeSeconds: 10,
      leadInSeconds: 5,
    },
    blocks: [
      {
        id: 'cat',
        name: 'Cat stretch',
        optional: false,
        rounds: 1,
        exercises: [
          {
            oneOf: [
              {
                movement: 'cat',
                sets: 1,
                reps: {
                  low: 3,
                  middle: 4,
                  high: 5,
                },
              },
            ],
          },
        ],
      },
    ],
  },
  {
    format: 1,
    id: 'micro-doorway',
    version: 1,
    name: 'Doorway stretch',
    kind: 'micro-set',
    pace: {
      restSeconds: 15,
      switchSeconds: 5,
      changeSeconds: 15,
      positionChangeSeconds: 10,
      leadInSeconds: 5,
    },
    blocks: [
      {
        id: 'doorway',
        name: 'Doorway stretch',
        optional: false,
        rounds: 1,
        exercises: [
          {
            oneOf: [
              {
                movement: 'doorway',
                sets: 2,
                hold: {
                  low: 20,
                  middle: 25,
                  high: 30,
                },
              },
            ],
          },
        ],
      },
    ],
  },
  {
    format: 1,
    id: 'micro-squeeze',
    version: 1,
    name: 'Shoulder reset',
    kind: 'micro-set',
    pace: {
      restSeconds: 15,
      switchSeconds: 5,
      changeSeconds: 15,
      positionChangeSeconds: 10,
      leadInSeconds: 5,
    },
    blocks: [
      {
        id: 'reset',
        name: 'Shoulder reset',
        optional: false,
        rounds: 1,
        exercises: [
          {
            oneOf: [
              {
                movement: 'squeeze',
                sets: 1,
                reps: {
                  low: 3,
                  middle: 4,
                  high: 5,
                },
              },
            ],
          },
        ],
      },
    ],
  },
];
