/** Made by scripts/build-members.ts from @zeppos/device-types 4.0.0: names only, separated by spaces. */
export type Members = {
  functions: string;
  numbers: string;
  texts: string;
  classes: Record<string, string>;
};

// biome-ignore format: one line per list
export const members: Record<string, Members> = {
  '@zos/alarm': {
    functions: 'set cancel getAllAlarms',
    numbers: 'REPEAT_ONCE REPEAT_MINUTE REPEAT_HOUR REPEAT_DAY REPEAT_WEEK REPEAT_MONTH REPEAT_YEAR WEEK_MON WEEK_TUE WEEK_WED WEEK_THU WEEK_FRI WEEK_SAT WEEK_SUN',
    texts: '',
    classes: {},
  },
  '@zos/app': {
    functions: 'getPackageInfo getPackageInfoById getScene queryPermission requestPermission emitCustomSystemEvent getPerformance',
    numbers: 'SCENE_APP SCENE_WATCHFACE SCENE_SETTINGS SCENE_AOD',
    texts: '',
    classes: {},
  },
  '@zos/app-access': {
    functions: 'getSportData',
    numbers: '',
    texts: '',
    classes: {},
  },
  '@zos/app-service': {
    functions: 'start stop getAllAppServices exit',
    numbers: '',
    texts: '',
    classes: {},
  },
  '@zos/ble': {
    functions: 'mstStartScan mstStopScan mstConnect mstDisconnect mstPair mstGetConnIdByRemoteAddr mstBuildProfile mstOnPrepare mstOnCharaReadComplete mstOnCharaValueArrived mstOnCharaWriteComplete mstOnDescValueArrived mstOnDescWriteComplete mstOnCharaNotification mstOnServiceChangeBegin mstOnServiceChangeEnd mstOffAllCb mstPrepare mstReadCharacteristic mstWriteCharacteristic mstReadDescriptor mstWriteDescriptor mstDestroyProfileInstance mstGetProfileInstance createConnect disConnect send connectStatus addListener removeListener',
    numbers: '',
    texts: '',
    classes: {},
  },
  '@zos/device': {
    functions: 'getDiskInfo getDeviceInfo',
    numbers: 'SCREEN_SHAPE_SQUARE SCREEN_SHAPE_ROUND',
    texts: '',
    classes: {},
  },
  '@zos/display': {
    functions: 'setWakeUpRelaunch setAutoBrightness getAutoBrightness setBrightness getBrightness setScreenOff setPageBrightTime resetPageBrightTime pausePalmScreenOff resetPalmScreenOff pauseDropWristScreenOff resetDropWristScreenOff getSettings',
    numbers: '',
    texts: '',
    classes: {},
  },
  '@zos/fs': {
    functions: 'openSync openAssetsSync statSync statAssetsSync closeSync readSync writeSync rmSync renameSync mkdirSync readdirSync readFileSync writeFileSync',
    numbers: 'O_RDONLY O_WRONLY O_RDWR O_APPEND O_CREAT O_EXCL O_TRUNC',
    texts: '',
    classes: {},
  },
  '@zos/i18n': {
    functions: 'getText',
    numbers: '',
    texts: '',
    classes: {},
  },
  '@zos/interaction': {
    functions: 'showToast createModal onGesture offGesture onKey offKey onDigitalCrown offDigitalCrown onWristMotion',
    numbers: 'GESTURE_UP GESTURE_DOWN GESTURE_LEFT GESTURE_RIGHT KEY_BACK KEY_SELECT KEY_HOME KEY_UP KEY_DOWN KEY_SHORTCUT KEY_EVENT_CLICK KEY_EVENT_LONG_PRESS KEY_EVENT_DOUBLE_CLICK KEY_EVENT_PRESS KEY_EVENT_RELEASE MODAL_CONFIRM MODAL_CANCEL WRIST_MOTION_LIFT WRIST_MOTION_LOWER WRIST_MOTION_FLIP',
    texts: '',
    classes: {},
  },
  '@zos/notification': {
    functions: 'notify cancel getAllNotifications',
    numbers: '',
    texts: '',
    classes: {},
  },
  '@zos/page': {
    functions: 'scrollTo getScrollTop setScrollMode setScrollLock swipeToIndex getSwiperIndex',
    numbers: '',
    texts: 'SCROLL_MODE_FREE SCROLL_MODE_SWIPER SCROLL_MODE_SWIPER_HORIZONTAL SCROLL_ANIMATION_SMOOTH SCROLL_ANIMATION_NONE',
    classes: {},
  },
  '@zos/router': {
    functions: 'launchApp push replace home back exit setLaunchAppTimeout clearLaunchAppTimeout checkSystemApp getAppIdByName',
    numbers: 'SYSTEM_APP_STATUS SYSTEM_APP_HR SYSTEM_APP_SPORT SYSTEM_APP_WEATHER SYSTEM_APP_ALARM SYSTEM_APP_CAMERA SYSTEM_APP_MUSIC SYSTEM_APP_STOPWATCH SYSTEM_APP_COUNTDOWN SYSTEM_APP_FINE_PHONE SYSTEM_APP_CARD SYSTEM_APP_ALIPAY SYSTEM_APP_SETTING SYSTEM_APP_SPORT_HISTORY SYSTEM_APP_COMPASS SYSTEM_APP_PAI SYSTEM_APP_WORLD_CLOCK SYSTEM_APP_PRESSURE SYSTEM_APP_MENSTRUAL SYSTEM_APP_SPORT_STATUS SYSTEM_APP_CALENDAR SYSTEM_APP_SLEEP SYSTEM_APP_SPO2 SYSTEM_APP_PHONE SYSTEM_APP_NETEASE_MUSIC SYSTEM_APP_WEPAY SYSTEM_APP_BREATH SYSTEM_APP_POMODORO SYSTEM_APP_ALEAX SYSTEM_APP_THERMOMETER SYSTEM_APP_TODO_LIST SYSTEM_APP_ALTIMETER SYSTEM_APP_VOICE_MEMO SYSTEM_APP_SUN_AND_MOON SYSTEM_APP_MEASUREMENT SYSTEM_APP_ZEPP_COACH SYSTEM_APP_CLUB_CARD SYSTEM_APP_BODY_COMPOSITION SYSTEM_APP_READINESS',
    texts: '',
    classes: {},
  },
  '@zos/sensor': {
    functions: 'checkSensor',
    numbers: 'VIBRATOR_SCENE_SHORT_LIGHT VIBRATOR_SCENE_SHORT_MIDDLE VIBRATOR_SCENE_SHORT_STRONG VIBRATOR_SCENE_DURATION VIBRATOR_SCENE_DURATION_LONG VIBRATOR_SCENE_STRONG_REMINDER VIBRATOR_SCENE_NOTIFICATION VIBRATOR_SCENE_CALL VIBRATOR_SCENE_TIMER TIME_HOUR_FORMAT_12 TIME_HOUR_FORMAT_24 FREQ_MODE_LOW FREQ_MODE_NORMAL FREQ_MODE_HIGH',
    texts: '',
    classes: {
      Time: 'getTime getFullYear getMonth getDate getHours getMinutes getSeconds getDay getHourFormat getFormatHour onPerMinute onPerDay onPerHourEnd getFestival getLunarYear getLunarMonth getLunarDay getLunarFestival getSolarTerm getShowFestival getLunarMonthCalendar onSunrise onSunset onPhoneTimeSetting',
      Battery: 'getCurrent onChange offChange',
      Step: 'getCurrent getTarget onChange offChange',
      Calorie: 'getCurrent getTarget onChange offChange',
      HeartRate: 'getCurrent getLast getToday onCurrentChange offCurrentChange onLastChange offLastChange getDailySummary getResting getAFibRecord onRestingChange offRestingChange',
      Pai: 'getTotal getToday getLastWeek',
      Distance: 'getCurrent onChange offChange',
      Stand: 'getCurrent getTarget onChange offChange',
      FatBurning: 'getCurrent getTarget onChange offChange',
      BloodOxygen: 'getCurrent getLastDay start stop onChange offChange getLastFewHour',
      Stress: 'getCurrent onChange offChange getToday getTodayByHour getLastWeek getLastWeekByHour',
      Wear: 'getStatus onChange offChange',
      Sleep: 'updateInfo getInfo getStageConstantObj getStage getSleepingStatus getNap',
      Weather: 'getForecastWeather',
      Vibrator: 'start stop setMode getConfig getType',
      Barometer: 'getAirPressure getAltitude onChange offChange',
      Geolocation: 'start stop getStatus getLatitude getLongitude getSetting onChange offChange onGnssChange offGnssChange getEnabled onEnableChange offEnableChange',
      Workout: 'getStatus getHistory getUserHrZoneSettings getWorkoutTrackNavInfo',
      WorldClock: 'getCount getInfo',
      Compass: 'start stop getStatus getDirection getDirectionAngle onChange offChange setFreqMode getFreqMode',
      Gyroscope: 'start stop getCurrent onChange offChange setFreqMode getFreqMode',
      Accelerometer: 'start stop getCurrent onChange offChange setFreqMode getFreqMode',
      Screen: 'getStatus getAodMode getLight onChange offChange',
      BodyTemperature: 'getCurrent getToday',
      SystemSounds: 'getEnabled getSourceType start stop',
      Buzzer: 'isEnabled getSourceType getStrength start stop',
    },
  },
  '@zos/settings': {
    functions: 'getLanguage getDateFormat getTimeFormat getDistanceUnit getWeightUnit getWeightTarget getSleepTarget getTemperatureUnit getSystemInfo getSystemMode',
    numbers: 'DATE_FORMAT_YMD DATE_FORMAT_DMY DATE_FORMAT_MDY TIME_FORMAT_12 TIME_FORMAT_24 DISTANCE_UNIT_METRIC DISTANCE_UNIT_IMPERIAL WEIGHT_UNIT_KILOGRAM WEIGHT_UNIT_JIN WEIGHT_UNIT_POUND WEIGHT_UNIT_STONE TEMPERATURE_UNIT_CENTIGRADE TEMPERATURE_UNIT_FAHRENHEIT',
    texts: '',
    classes: {},
  },
  '@zos/storage': {
    functions: '',
    numbers: '',
    texts: '',
    classes: {
      LocalStorage: 'setItem getItem removeItem clear',
      SessionStorage: 'setItem getItem removeItem clear',
    },
  },
  '@zos/timer': {
    functions: 'createSysTimer stopTimer',
    numbers: '',
    texts: '',
    classes: {},
  },
  '@zos/transfer-file': {
    functions: '',
    numbers: '',
    texts: '',
    classes: {},
  },
  '@zos/ui': {
    functions: '',
    numbers: '',
    texts: '',
    classes: {},
  },
  '@zos/user': {
    functions: 'getProfile addHealthData',
    numbers: 'GENDER_MALE GENDER_FEMALE GENDER_UNSPECIFIED',
    texts: '',
    classes: {},
  },
  '@zos/utils': {
    functions: 'px assets stringToBuffer bufferToString',
    numbers: '',
    texts: '',
    classes: {
      EventBus: 'on off emit once clear count',
    },
  },
};
