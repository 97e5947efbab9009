import {
  type Answer,
  fetchDevices,
  fetchHistory,
  fetchWeek,
  fetchWeekProgress,
  type SessionSummary,
  type Week,
  type WeekProgress,
} from '../../api/index.js';

const RECENT = 30;

export type WeekPicture = {
  week: Week;
  lastContactAt: number | undefined;
  /** Newest first, enough of them to hold the latest whole routine among micro sets. */
  recent: SessionSummary[];
  hasDevices: boolean;
  progress: WeekProgress;
};

/** All that the start page needs, asked at once. The first refusal stands for the whole. */
export async function fetchWeekPicture(today: string, of?: string): Promise<Answer<WeekPicture>> {
  const [week, history, devices, progress] = await Promise.all([
    fetchWeek(today, of),
    fetchHistory(undefined, RECENT, of),
    // Another's devices are nobody else's business.
    of === undefined ? fetchDevices() : { ok: true as const, devices: [] },
    fetchWeekProgress(today, of),
  ]);
  if (!week.ok) return week;
  if (!history.ok) return history;
  if (!devices.ok) return devices;
  if (!progress.ok) return progress;
  return {
    ok: true,
    week: week.week,
    lastContactAt: week.lastContactAt ?? undefined,
    recent: history.sessions,
    hasDevices: devices.devices.length > 0,
    progress,
  };
}
