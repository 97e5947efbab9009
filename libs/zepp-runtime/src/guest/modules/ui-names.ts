import { SPORT_DATA } from './ui-sport-names.js';

/** The names behind `@zos/ui`'s constants. Their values here are the names themselves, so that the host reads them. */
const enumOf = (names: string) => names.split(/\s+/).filter(Boolean);

export const WIDGETS =
  enumOf(`GROUP IMG IMG_GROUP TEXT ARC FILL_RECT STROKE_RECT TEXT_IMG ARC_PROGRESS IMG_PROGRESS
  IMG_ARC_PROGRESS IMG_LEVEL IMG_ANIM BUTTON KEYBOARD LINE_PROGRESS BUTTON_GROUP VARIANT_BUTTON CIRCLE DIALOG SCROLL_LIST
  SLIDE_SWITCH CYCLE_LIST CYCLE_IMAGE_TEXT_LIST IMG_POINTER CHECKBOX_GROUP STATE_BUTTON RADIO_GROUP WIDGET_DELEGATE
  HISTOGRAM PICK_DATE TIME_PICKER WIDGET_TIME_PICKER SPORT_DATA VIEW_CONTAINER GROUP_VIEW VIRTUAL_CONTAINER WIDGET_PICKER QRCODE POLYLINE
  GRADKIENT_POLYLINE CANVAS PAGE_INDICATOR PAGE_SCROLLBAR`);

/** `prop` constants and the property each one names. `MORE` takes an object of properties. */
export const PROPS =
  enumOf(`MORE X Y W H POS_X POS_Y ANGLE CENTER_X CENTER_Y SRC TEXT TEXT_SIZE COLOR START_ANGLE
  END_ANGLE LINE_WIDTH LINE_PROGRESS_START_X LINE_PROGRESS_START_Y LINE_PROGRESS_END_X LINE_PROGRESS_END_Y
  LINE_PROGRESS_PROGRESS LINE_PROGRESS_SRC_BG LINE_PROGRESS_SRC_PROGRESS LINE_PROGRESS_SRC_INDICATOR WORD_WRAP ID DATASET
  VISIBLE LEVEL ALPHA RADIUS CORNER_RADIUS UPDATE_DATA LIST_TOP CHECKED UNCHECKED INIT SELECT ANIM ANIM_STATUS ANIM_IS_RUNINNG
  ANIM_IS_PAUSE ANIM_IS_STOP PAUSE_IMAGE STATUS SHOW TYPE PROGRESS UPDATE_TIME DATE_TIME CURRENT POS TITLE SUBTITLE CUR_COLUMN UPDATE_ITEM DELETE_ITEM
  MOVE_ITEM ITEM_MORE ITEM_REFRESH ADD_KEY DEL_KEY KEY_PARA TEXT_STYLE YEAR MONTH DAY HOUR MINUTE ENABLE`);

/** Properties that the platform's reference lists as fields of a widget (API level 4.0). */
export const ACCESSORS =
  enumOf(`align_h align_v alpha angle anim_ext anim_fps anim_path anim_prefix bounce center_x center_y char_space
  color end_angle font h line_space line_width modal normal_color normal_src page pos_x pos_y press_color press_src radius
  rect_height rect_width repeat_count scroll_enable src start_angle step text text_i18n text_size text_style text_w visible
  w x y z_index click_func longpress_func level`);

export const ENUMS: Record<string, string[]> = {
  widget: WIDGETS,
  prop: PROPS,
  align: enumOf('TOP BOTTOM LEFT RIGHT CENTER_H CENTER_V'),
  text_style: enumOf('WRAP CHAR_WRAP ELLIPSIS NONE'),
  event: enumOf('CLICK_UP CLICK_DOWN MOVE_IN MOVE_OUT MOVE SELECT LONG_PRESS'),
  show_level: enumOf('ONLY_NORMAL ONLY_AOD ONLY_EDIT ALL'),
  anim_status: enumOf('START PAUSE RESUME STOP'),
  inputType: enumOf('EMOJI NUM CHAR VOICE JSKB SELECT'),
  edit_widget_group_type: ['SPORTS'],
  arc_type: enumOf('FILL LINE'),
  sport_data: [...SPORT_DATA],
  slide_switch: enumOf('CHECKED UNCHECKED'),
  data_type: enumOf(
    `BATTERY STEP STEP_TARGET CAL CAL_TARGET HEART PAI_DAILY PAI_WEEKLY DISTANCE STAND STAND_TARGET SLEEP SPORT_ALTITUDE
    TRACK`,
  ),
};

/** Methods that only some types of widgets have. */
export const METHODS: Record<string, readonly string[]> = {
  CANVAS:
    enumOf(`setPaint drawPixel drawLine drawRect strokeRect drawCircle strokeCircle drawEllipse strokeEllipse drawArc
  strokeArc drawText drawImage drawPoly strokePoly clear transform`),
  GRADKIENT_POLYLINE: ['addLine', 'clear'],
  POLYLINE: ['addLine', 'clear'],
  TEXT: enumOf(`enableCursor getCursorPos getCursorIndex getTextCount deleteCharacter insertString getCursorHeight
  getLineHeight setTextOutline`),
};

export const propertyOf = (prop: string): string => prop.toLowerCase();
