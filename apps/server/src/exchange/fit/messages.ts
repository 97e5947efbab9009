import type { Field } from './fields.js';

type Fields = Record<string, Field>;
const enumeration = (num: number): Field => ({ num, type: 'enum' });
const uint8 = (num: number): Field => ({ num, type: 'uint8' });
const uint16 = (num: number): Field => ({ num, type: 'uint16' });
/** Instants in seconds, durations in milliseconds (the protocol's scale of 1000). */
const uint32 = (num: number): Field => ({ num, type: 'uint32' });
const uint32z = (num: number): Field => ({ num, type: 'uint32z' });
const text = (num: number, bytes: number): Field => ({ num, type: 'string', bytes });

/** Names and numbers of Garmin's public FIT profile, as far as we write it. */
export const FIT_MESSAGES = {
  fileId: {
    num: 0,
    fields: {
      type: enumeration(0),
      manufacturer: uint16(1),
      product: uint16(2),
      serialNumber: uint32z(3),
      timeCreated: uint32(4),
    },
  },
  deviceInfo: {
    num: 23,
    fields: {
      timestamp: uint32(253),
      deviceIndex: uint8(0),
      manufacturer: uint16(2),
      product: uint16(4),
      productName: text(27, 20),
    },
  },
  event: {
    num: 21,
    fields: {
      timestamp: uint32(253),
      event: enumeration(0),
      eventType: enumeration(1),
      eventGroup: uint8(4),
    },
  },
  workout: {
    num: 26,
    fields: {
      messageIndex: uint16(254),
      sport: enumeration(4),
      subSport: enumeration(11),
      numValidSteps: uint16(6),
      wktName: text(8, 64),
    },
  },
  workoutStep: {
    num: 27,
    fields: {
      messageIndex: uint16(254),
      wktStepName: text(0, 48),
      durationType: enumeration(1),
      durationValue: uint32(2),
      targetType: enumeration(3),
      targetValue: uint32(4),
      intensity: enumeration(7),
      notes: text(8, 64),
      exerciseCategory: uint16(10),
      exerciseName: uint16(11),
    },
  },
  exerciseTitle: {
    num: 264,
    fields: {
      messageIndex: uint16(254),
      exerciseCategory: uint16(0),
      exerciseName: uint16(1),
      wktStepName: text(2, 48),
    },
  },
  set: {
    num: 225,
    fields: {
      timestamp: uint32(254),
      duration: uint32(0),
      repetitions: uint16(3),
      setType: uint8(5),
      startTime: uint32(6),
      category: uint16(7),
      categorySubtype: uint16(8),
      messageIndex: uint16(10),
      wktStepIndex: uint16(11),
    },
  },
  lap: {
    num: 19,
    fields: {
      messageIndex: uint16(254),
      timestamp: uint32(253),
      event: enumeration(0),
      eventType: enumeration(1),
      startTime: uint32(2),
      totalElapsedTime: uint32(7),
      totalTimerTime: uint32(8),
      lapTrigger: enumeration(24),
      sport: enumeration(25),
      subSport: enumeration(39),
    },
  },
  session: {
    num: 18,
    fields: {
      messageIndex: uint16(254),
      timestamp: uint32(253),
      event: enumeration(0),
      eventType: enumeration(1),
      startTime: uint32(2),
      sport: enumeration(5),
      subSport: enumeration(6),
      totalElapsedTime: uint32(7),
      totalTimerTime: uint32(8),
      firstLapIndex: uint16(25),
      numLaps: uint16(26),
      trigger: enumeration(28),
      sportProfileName: text(110, 64),
      workoutRpe: uint8(193),
    },
  },
  activity: {
    num: 34,
    fields: {
      timestamp: uint32(253),
      totalTimerTime: uint32(0),
      numSessions: uint16(1),
      type: enumeration(2),
      event: enumeration(3),
      eventType: enumeration(4),
      localTimestamp: uint32(5),
    },
  },
} as const satisfies Record<string, { num: number; fields: Fields }>;

export type MessageKind = keyof typeof FIT_MESSAGES;
export type FieldOf<K extends MessageKind> = keyof (typeof FIT_MESSAGES)[K]['fields'];

/** Values of the profile's enumerations, by the field that takes them. */
export const FIT = {
  file: { activity: 4, workout: 5 },
  /** Of whoever is no member of Garmin's list. */
  manufacturer: 255,
  event: { timer: 0, session: 8, lap: 9, activity: 26 },
  eventType: { start: 0, stop: 1, stopAll: 4 },
  sport: 10,
  subSport: 20,
  setType: { rest: 0, active: 1 },
  duration: { time: 0, open: 5, repeat: 6, reps: 29 },
  target: 2,
  intensity: { active: 0, rest: 1, warmUp: 2 },
  sessionTrigger: 0,
  lapTrigger: 7,
  activityType: 0,
} as const;
