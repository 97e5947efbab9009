import { asObject, asText } from '../../wire/json.js';
import type { OpCall } from '../core.js';
import type { Board } from './board.js';

/** Types of workout data by the name the platform gives them; the value of each lies under the type itself. */
const NAMES: Record<string, string> = {
  speed: 'Speed',
  avg_speed: 'Average Speed',
  pace: 'Pace',
  avg_pace: 'Average Pace',
  distance: 'Distance',
  duration: 'Duration',
  calories: 'Calories',
  cadence: 'Cadence',
  avg_cadence: 'Average Cadence',
  altitude: 'Elevation',
  total_up_altitude: 'Total Ascent',
  total_count: 'Total count',
  vertical_speed: 'Vertical Speed',
  downhill_count: 'Downhills',
  total_downhill_distance: 'Total Downhill Distance',
};
const DONE = 0;
const NONE = 1;

/** `getSportData`: false for a type there is not; the answer comes later, and has nothing in it while no workout runs. */
export function addSport(board: Board): void {
  const answer = (type: string) => {
    const value = board.senses.sport.data[type];
    if (value === undefined) return { code: NONE, data: '' };
    return { code: DONE, data: JSON.stringify([{ [type]: value, name: NAMES[type] ?? type }]) };
  };
  board.core.ops.add('@zos/app-access', {
    getSportData: ({ scope, args: [option, fn] }: OpCall) => {
      const type = asText(asObject(option).type);
      if (NAMES[type] === undefined) return false;
      const callback = scope.callback(fn);
      board.core.scheduler.after(0, scope, () => void callback?.invoke(answer(type)));
      return true;
    },
  });
}
