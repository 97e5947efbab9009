import {
  type Answer,
  fetchDevices,
  fetchHistory,
  fetchWeek,
  type SessionSummary,
  type Week,
} from '../../api/index.js';

const RECENT = 30;

export type WeekPicture = {
  week: Week;
  lastContactAt: number | undefined;
  /** Newest first, enough of them to hold the latest whole routine among micro sets. */
  recent: SessionSummary[];
  hasDevices: boolean;
};

/** All that the start page needs, asked at once. The first refusal stands for the whole. */
export async function fetchWeekPicture(today: string): Promise<Answer<WeekPicture>> {
  const [week, history, devices] = await Promise.all([
    fetchWeek(today),
    fetchHistory(undefined, RECENT),
    fetchDevices(),
  ]);
  if (!week.ok) return week;
  if (!history.ok) return history;
  if (!devices.ok) return devices;
  return {
    ok: true,
    week: week.week,
    lastContactAt: week.lastContactAt ?? undefined,
    recent: history.sessions,
    hasDevices: devices.devices.length > 0,
  };
}
