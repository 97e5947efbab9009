import { asText, type JsonObject } from '../wire/json.js';
import type { LiveWidget } from './live-widget.js';
import type { Senses } from './senses.js';

type Reading = { value: number; full: number };

/** What a `data_type` stands for, and what counts as all of it. Others of its names are not modelled. */
const READINGS: Record<string, (senses: Senses) => Reading> = {
  BATTERY: ({ battery }) => ({ value: battery.current, full: 100 }),
  STEP: ({ step }) => ({ value: step.current, full: step.target }),
  CAL: ({ calorie }) => ({ value: calorie.current, full: calorie.target }),
  STAND: ({ stand }) => ({ value: stand.current, full: stand.target }),
  // Kilometres in two digits; a day's way has no goal.
  DISTANCE: ({ distance }) => ({ value: Math.round(distance.current / 10) / 100, full: 10 }),
  HEART: ({ heartRate }) => ({ value: heartRate.last, full: 200 }),
  SLEEP: ({ sleep }) => ({ value: sleep.info.totalTime, full: 480 }),
  SPORT_ALTITUDE: ({ barometer }) => ({ value: barometer.altitude, full: 8_848 }),
};

const shareOf = ({ value, full }: Reading): number => Math.max(0, Math.min(1, full > 0 ? value / full : 0));

/** How each type of widget shows a reading. */
const SHOWN: Record<string, (reading: Reading, props: JsonObject) => JsonObject> = {
  TEXT_IMG: ({ value }) => ({ text: String(value) }),
  IMG_LEVEL: (reading, { image_array: images }) => ({
    level: Math.max(1, Math.ceil(shareOf(reading) * (Array.isArray(images) ? images.length : 1))),
  }),
  LINE_PROGRESS: (reading) => ({ progress: Math.round(shareOf(reading) * 100) }),
  ARC_PROGRESS: (reading) => ({ level: Math.round(shareOf(reading) * 100) }),
};

/**
 * A widget whose `type` is one of `data_type` shows what the watch knows, without the program's doing. The declarations have
 * the constants and the property; what they mean is known from the reference of OS 1.0.
 */
export function boundLook({ type, props }: LiveWidget, senses: Senses): JsonObject {
  if (type === 'SPORT_DATA') {
    const value = senses.sport.shown[asText(props.default_type)];
    return value === undefined ? {} : { sport_value: value };
  }
  const reading = READINGS[asText(props.type)]?.(senses);
  return reading === undefined ? {} : (SHOWN[type]?.(reading, props) ?? {});
}
