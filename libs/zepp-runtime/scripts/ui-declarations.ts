/** `@zos/ui` is declared by interfaces instead of members; this reads which of them a program meets under which name. */
import ts from 'typescript';
import type { Declared, Kind } from './declared.js';

const MODULE = '@zos/ui';

/** Objects of constants and the interface that lists each one's names. */
const TABLES: Record<string, string> = {
  IHmUIWidgetType: 'widget',
  IHmUIPropertyType: 'prop',
  IHmUIAlign: 'align',
  IHmUIArcType: 'arc_type',
  IHmUIDataType: 'data_type',
  IHmUIWrapTextStyle: 'text_style',
  IHmAnimStatus: 'anim_status',
  IHmUISportDataType: 'sport_data',
  IHmUIEditWidgetGroupType: 'edit_widget_group_type',
  IHmUIEventType: 'event',
  IHmUIVariantButtonType: 'VARIANT_BUTTON.type',
  IHmUIInputType: 'inputType',
};
/** Objects with methods, and what they are called in a member's name. */
const OBJECTS: Record<string, string> = {
  IHmUIWidget: 'Widget',
  IInspector: 'Inspector',
  IHmUIDialogType: 'Dialog',
  IHmKeyBoard: 'keyboard',
  TextWidget: 'TEXT',
  ButtonGroupWidget: 'BUTTON_GROUP',
  GroupViewWidget: 'GROUP_VIEW',
  CanvasWidget: 'CANVAS',
};
const FUNCTIONS = new Set(['IHmUIFunction', 'IHmUIExtensionFunction']);
/** Documented per page, not by tags: docs/reference/device-app-api/newAPI/ui of zepp-health/zeppos-docs. */
const LEVELS: [names: RegExp, level: string][] = [
  [/^(Widget\.setAlpha|widget\.PAGE_INDICATOR)$/, '2.1'],
  [/^(widget\.(WIDGET_PICKER|PAGE_SCROLLBAR|CANVAS|KEYBOARD)|CANVAS\..*)$/, '3.0'],
  [/^(widget\.(SPORT_DATA|TIME_PICKER)|sport_data\..*|edit_widget_group_type\..*)$/, '3.6'],
  [/^(updateLayout|openInspector|Inspector\..*|widget\.VIRTUAL_CONTAINER)$/, '4.0'],
  [
    /^Widget\.(updateLayoutStyle|(add|remove)LayoutChild|setLayoutParent|layoutParent|layoutChildren)$/,
    '4.0',
  ],
  [/^Widget\.(isAutoLayout|styleInfo|children|visible|x|y|w|h)$/, '4.0'],
  [/^(createKeyboard|deleteKeyboard|inputType\..*)$/, '4.0'],
  [/^keyboard\./, '4.2'],
];

const levelOfUi = (name: string) => LEVELS.find(([names]) => names.test(name))?.[1] ?? '2.0';
const declared = (name: string, kind: Kind): Declared => ({
  module: MODULE,
  name,
  kind,
  level: levelOfUi(name),
});

const named = (members: ts.NodeArray<ts.TypeElement>): string[] =>
  members.flatMap(({ name }) => (name === undefined ? [] : [name.getText()]));

function membersOf(node: ts.Node): string[] {
  if (ts.isInterfaceDeclaration(node)) return named(node.members);
  if (!ts.isTypeAliasDeclaration(node)) return [];
  return ts.isTypeLiteralNode(node.type) ? named(node.type.members) : [];
}

function readNamed(name: string, members: string[]): Declared[] {
  if (FUNCTIONS.has(name)) return members.map((member) => declared(member, 'function'));
  const table = TABLES[name];
  if (table !== undefined) return members.map((member) => declared(`${table}.${member}`, 'constant'));
  const owner = OBJECTS[name];
  if (owner === undefined) return [];
  return members
    .filter((member) => member !== 'name')
    .map((member) => declared(`${owner}.${member}`, 'method'));
}

/** `SCROLL_LIST.snap_type`, constants in nested namespaces. */
function readList(node: ts.ModuleDeclaration, path: string): Declared[] {
  const body = node.body !== undefined && ts.isModuleBlock(node.body) ? node.body.statements : [];
  return [...body].flatMap((inner) => {
    if (ts.isModuleDeclaration(inner)) return readList(inner, `${path}.${inner.name.text}`);
    if (!ts.isVariableStatement(inner)) return [];
    return inner.declarationList.declarations.map((one) =>
      declared(`${path}.${one.name.getText()}`, 'constant'),
    );
  });
}

export function readUi(module: ts.ModuleDeclaration): Declared[] {
  const found: Declared[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      found.push(...readNamed(node.name.text, membersOf(node)));
    }
    if (ts.isModuleDeclaration(node) && node.name.text === 'SCROLL_LIST') {
      found.push(...readList(node, 'SCROLL_LIST'));
    } else ts.forEachChild(node, visit);
  };
  visit(module);
  return [declared('sport_type', 'number'), ...found];
}
