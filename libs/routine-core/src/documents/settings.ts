/** 1 is Monday, 7 is Sunday, as ISO 8601 counts. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Minutes after local midnight. One that ends before it begins crosses midnight. */
export interface HourRange {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** When the watch asks, and how often (features.md §1.4, stories 11–13 and 39). */
export interface ReminderSettings {
  /** Minutes between two shoulder resets; 0 is off. */
  readonly resetMinutes: number;
  /** Minutes of sitting before it asks to get up; 0 is off. */
  readonly sittingMinutes: number;
  /** Resets on the full hour rather than after the last answer. */
  readonly aligned: boolean;
  /** Steps since the last mark that count as having moved. */
  readonly movedSteps: number;
  readonly morningCat: boolean;
  readonly dailyBridges: boolean;
  readonly endOfWork: boolean;
}

/** Which conditions keep a reminder silent (story 15). A running workout always does. */
export interface QuietSettings {
  readonly asleep: boolean;
  readonly doNotDisturb: boolean;
  readonly theatre: boolean;
  readonly notWorn: boolean;
}

export interface BuzzSettings {
  readonly density: 'full' | 'normal' | 'minimal';
  readonly strength: 'low' | 'middle' | 'strong' | 'quiet-office';
  /** The screen's edge lights up with every cue (story 51). */
  readonly flash: boolean;
}

/** What a person decides once for watch, phone and dashboard. Fields a newer client adds are kept as they came. */
export interface PersonSettings {
  readonly firstDayOfWeek: Weekday;
  /** Seven lists, Monday first, of at most three ranges each (story 11). */
  readonly workingHours: readonly (readonly HourRange[])[];
  readonly reminders: ReminderSettings;
  readonly quiet: QuietSettings;
  readonly buzz: BuzzSettings;
  /** Single presses do nothing while the wearer is on the floor (story 7). */
  readonly floorLock: boolean;
  readonly watchWrist: 'left' | 'right';
  readonly firstSide: 'left' | 'right';
  /** `tempo` counts repetitions for the wearer, `tap` waits for one (story 5). */
  readonly advance: 'tempo' | 'tap';
  readonly equipment: 'anchor' | 'band' | 'towel' | 'none' | 'ask';
  /** No suggestion makes a session longer than this (features.md §3.6). */
  readonly capMinutes: number;
  readonly language: string;
  readonly clock: '24h' | '12h';
  readonly textSize: 'small' | 'middle' | 'large';
}

const NINE_TO_SIX: readonly HourRange[] = [{ fromMinute: 9 * 60, toMinute: 18 * 60 }];

/** What holds until somebody decides otherwise: Monday to Friday nine to six (story 11), the rest of §1 and §3.6. */
export const DEFAULT_SETTINGS: PersonSettings = {
  firstDayOfWeek: 1,
  workingHours: [NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, NINE_TO_SIX, [], []],
  reminders: {
    resetMinutes: 60,
    sittingMinutes: 45,
    aligned: true,
    movedSteps: 50,
    morningCat: false,
    dailyBridges: false,
    endOfWork: true,
  },
  quiet: { asleep: true, doNotDisturb: true, theatre: true, notWorn: true },
  buzz: { density: 'normal', strength: 'middle', flash: false },
  floorLock: true,
  watchWrist: 'left',
  firstSide: 'left',
  advance: 'tempo',
  equipment: 'ask',
  capMinutes: 20,
  language: 'en',
  clock: '24h',
  textSize: 'middle',
};
