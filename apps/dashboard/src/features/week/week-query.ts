import {
  type Answer,
  fetchDevices,
  fetchHistory,
  fetchWeek,
  type SessionSummary,
  type Week,
} from '../../api/index.js';

export type WeekPicture = {
  week: Week;
  lastContactAt: number | undefined;
  latest: SessionSummary | undefined;
  hasDevices: boolean;
};

/** All that the start page needs, asked at once. The first refusal stands for the whole. */
export async function fetchWeekPicture(today: string): Promise<Answer<WeekPicture>> {
  const [week, history, devices] = await Promise.all([
    fetchWeek(today),
    fetchHistory(undefined, 1),
    fetchDevices(),
  ]);
  if (!week.ok) return week;
  if (!history.ok) return history;
  if (!devices.ok) return devices;
  return {
    ok: true,
    week: week.week,
    lastContactAt: week.lastContactAt ?? undefined,
    latest: history.sessions[0],
    hasDevices: devices.devices.length > 0,
  };
}
