import { button } from './button.js';
import { choiceGroup, stateButton } from './choice-group.js';
import { code } from './code.js';
import { cycleList } from './cycle-list.js';
import { dialog } from './dialog.js';
import { canvas, polyline } from './drawn.js';
import { group } from './group.js';
import { image, pictured } from './image.js';
import { imgAnim } from './img-anim.js';
import { keyboard } from './keyboard.js';
import type { Kind } from './kind.js';
import { pageIndicator, pageScrollbar } from './page-marks.js';
import { picker } from './picker.js';
import { scrollList } from './scroll-list.js';
import { slideSwitch } from './slide-switch.js';
import { sportData } from './sport-data.js';
import { text } from './text.js';
import { pickDate, timePicker } from './time-picker.js';
import { viewContainer } from './view-container.js';

/** The types of widgets that behave. */
const KINDS: ReadonlyMap<string, Kind> = new Map(
  Object.entries<Kind>({
    ARC_PROGRESS: pictured,
    BUTTON: button,
    CANVAS: canvas,
    CHECKBOX_GROUP: choiceGroup,
    CYCLE_IMAGE_TEXT_LIST: cycleList,
    CYCLE_LIST: cycleList,
    DIALOG: dialog,
    GROUP: group,
    GRADIENT_POLYLINE: polyline,
    IMG: image,
    IMG_ANIM: imgAnim,
    IMG_ARC_PROGRESS: pictured,
    IMG_LEVEL: pictured,
    IMG_POINTER: pictured,
    IMG_PROGRESS: pictured,
    KEYBOARD: keyboard,
    PAGE_INDICATOR: pageIndicator,
    PAGE_SCROLLBAR: pageScrollbar,
    PICK_DATE: pickDate,
    POLYLINE: polyline,
    QRCODE: code,
    RADIO_GROUP: choiceGroup,
    SCROLL_LIST: scrollList,
    SLIDE_SWITCH: slideSwitch,
    SPORT_DATA: sportData,
    STATE_BUTTON: stateButton,
    TEXT: text,
    TEXT_IMG: pictured,
    TIME_PICKER: timePicker,
    VIEW_CONTAINER: viewContainer,
    WIDGET_PICKER: picker,
  }),
);

/** Widgets that exist on watches and are not modelled: asking for one is refused by name. */
export const UNMODELLED: ReadonlySet<string> = new Set([
  'GROUP_VIEW',
  'IMG_GROUP',
  'WIDGET_DELEGATE',
  'BUTTON_GROUP',
  'VARIANT_BUTTON',
]);

const NO_KIND: Kind = {};
export const kindOf = ({ type }: { type: string }): Kind => KINDS.get(type) ?? NO_KIND;
