import { constantOf } from '../../wire/constants.js';
import { asNumber } from '../../wire/json.js';
import type { OpCall } from '../core.js';
import type { Instant } from '../scheduler.js';
import { INVALID } from '../senses.js';
import { localFields } from '../zone.js';
import type { Board } from './board.js';
import { midnightOf } from './day-record.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const twelve = (hour: number) => (hour % 12 === 0 ? 12 : hour % 12);

/** Calls at each instant of the watch's clock that `next` names, until the scope ends. */
function every(board: Board, { scope, args: [fn] }: OpCall, next: (now: Instant) => Instant): void {
  const callback = scope.callback(fn);
  if (callback !== undefined) scope.atEnd(board.wall.every(scope, next, () => void callback.invoke()));
}

/** The next instant at which the local time is a multiple of `span`. */
const nextOf =
  (board: Board, span: number) =>
  (now: Instant): Instant =>
    now + span - (localFields(board.wall.zone, now).getTime() % span);

type SunEvent = 'sunrise' | 'sunset';

/** Sunrise or sunset as the forecast tells them, its first day being `from`; its last day stands for all later ones. */
function nextSun(board: Board, which: SunEvent, from: Instant): Instant | undefined {
  const { sun } = board.senses.weather;
  const midnight = midnightOf(board.wall);
  const passed = Math.round((midnight - from) / DAY);
  for (const day of [0, 1]) {
    const found = sun[Math.min(passed + day, sun.length - 1)]?.[which];
    if (found === undefined) return undefined;
    const at = midnight + day * DAY + found.hour * HOUR + found.minute * MINUTE;
    if (at > board.wall.now) return at;
  }
  return undefined;
}

/** Nothing comes while there is no forecast. */
function onSun(board: Board, { scope, args: [fn] }: OpCall, which: SunEvent): void {
  const callback = scope.callback(fn);
  if (callback === undefined) return;
  const { scheduler } = board.core;
  const owner = {};
  const arm = () => {
    scheduler.cancelAllOf(owner);
    const at = nextSun(board, which, board.forecastFrom);
    if (at === undefined) return;
    scheduler.at(board.wall.when(at), owner, () => {
      arm();
      callback.invoke();
    });
  };
  const leave = [board.wall.onChange(arm), board.onSet('weather.sun', arm)];
  scope.atEnd(() => {
    scheduler.cancelAllOf(owner);
    for (const one of leave) one();
  });
  arm();
}

const isChinese = (board: Board) => board.settings.language().startsWith('zh');

/** The lunar calendar is told in Chinese only. */
function calendarOps(board: Board) {
  const calendar = () => board.senses.calendar;
  const lunar = (name: 'lunarFestival' | 'solarTerm') => (isChinese(board) ? calendar()[name] : INVALID);
  const count = (name: 'lunarYear' | 'lunarMonth' | 'lunarDay') => (isChinese(board) ? calendar()[name] : 0);
  const daysOfMonth = () => {
    const local = localFields(board.wall.zone, board.wall.now);
    return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate();
  };
  return {
    getFestival: () => calendar().festival,
    getLunarYear: () => count('lunarYear'),
    getLunarMonth: () => count('lunarMonth'),
    getLunarDay: () => count('lunarDay'),
    getLunarFestival: () => lunar('lunarFestival'),
    getSolarTerm: () => lunar('solarTerm'),
    getShowFestival: () => {
      if (!isChinese(board)) return INVALID;
      const { festival, lunarFestival, solarTerm } = calendar();
      return [festival, lunarFestival, solarTerm].find((one) => one !== INVALID) ?? INVALID;
    },
    getLunarMonthCalendar: () => ({
      day_count: daysOfMonth(),
      lunar_days_array: isChinese(board) ? calendar().lunarDays : [],
    }),
  };
}

function clockOps(board: Board) {
  const local = () => localFields(board.wall.zone, board.wall.now);
  const has24 = () => board.settings.preferences.timeFormat === constantOf('@zos/settings', 'TIME_FORMAT_24');
  return {
    getTime: () => board.wall.now,
    getFullYear: () => local().getUTCFullYear(),
    getMonth: () => local().getUTCMonth() + 1,
    getDate: () => local().getUTCDate(),
    getHours: () => local().getUTCHours(),
    getMinutes: () => local().getUTCMinutes(),
    getSeconds: () => local().getUTCSeconds(),
    getDay: () => local().getUTCDay() || 7,
    getHourFormat: () => constantOf('@zos/sensor', `TIME_HOUR_FORMAT_${has24() ? 24 : 12}`),
    getFormatHour: () => (has24() ? local().getUTCHours() : twelve(local().getUTCHours())),
  };
}

function addWorldClock(board: Board): void {
  const { worldClock } = board.senses;
  board.add('WorldClock', {
    getCount: () => worldClock.cities.length,
    getInfo: ({ args: [index] }) => {
      const city = worldClock.cities[asNumber(index, -1)];
      if (city === undefined) return undefined;
      const minutes = city.timeZoneHour * 60 + Math.sign(city.timeZoneHour || 1) * city.timeZoneMinute;
      const there = new Date(board.wall.now + minutes * MINUTE);
      return { ...city, hour: there.getUTCHours(), minute: there.getUTCMinutes() };
    },
  });
}

/** The clock, the calendar and what comes with the hour. */
export function addTime(board: Board): void {
  board.wall.onChange(() => board.listeners.tell('phoneTime'));
  board.add('Time', {
    ...clockOps(board),
    ...calendarOps(board),
    onPerMinute: (call) => every(board, call, nextOf(board, MINUTE)),
    onPerHourEnd: (call) => every(board, call, nextOf(board, HOUR)),
    onPerDay: (call) => every(board, call, nextOf(board, DAY)),
    onSunrise: (call) => onSun(board, call, 'sunrise'),
    onSunset: (call) => onSun(board, call, 'sunset'),
    onPhoneTimeSetting: (call) => board.listeners.on('phoneTime', call),
  });
  addWorldClock(board);
  board.add('Weather', {
    getForecastWeather: () => {
      const { cityName, days, sun } = board.senses.weather;
      return {
        cityName,
        forecastData: { data: days, count: days.length },
        tideData: { data: sun, count: sun.length },
      };
    },
  });
}
