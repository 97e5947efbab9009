import { allMovements, isMovementId, type MovementId, type Side } from '@plumbline/routine-core';

/** What people and other programs call our movements, in English and German; signs and case do not matter. */
const NAMES: Readonly<Record<MovementId, readonly string[]>> = {
  doorway: ['doorway', 'chest stretch', 'pec stretch', 'brustdehnung', 'türrahmendehnung', 'türdehnung'],
  cat: ['cat', 'cat cow', 'katze', 'katze kuh', 'katzenbuckel', 'katzendehnung'],
  plank: ['plank', 'planke', 'brett', 'liegestützposition', 'hohe planke', 'straight arm plank'],
  side: ['side', 'seitstütz', 'seitliche planke', 'seitplanke', 'seitlicher unterarmstütz'],
  bridge: ['bridge', 'brücke', 'beckenheben', 'schulterbrücke', 'hip bridge', 'hip raise'],
  squeeze: ['squeeze', 'scapular squeeze', 'shoulder blade squeeze', 'schulterblätter zusammenziehen'],
  row: ['row', 'rudern', 'rudern mit band', 'band rudern', 'seated row'],
  apart: ['apart', 'pull apart', 'band auseinanderziehen', 'resistance band pull apart'],
  superman: ['superman', 'supermann', 'supermans', 'back extension', 'rückenstrecker'],
  isopull: ['isopull', 'isometrisches ziehen', 'iso pull'],
  'draw-in': ['draw in', 'drawing in', 'bauch einziehen', 'vacuum', 'stomach vacuum'],
};

/** Letters and digits of any language, one space between. */
export const plainName = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const KNOWN = new Map<string, MovementId>([
  ...allMovements().map(({ id, name }): [string, MovementId] => [plainName(name), id]),
  ...Object.entries(NAMES).flatMap(([id, names]) =>
    names.map((name): [string, MovementId] => [plainName(name), id as MovementId]),
  ),
]);

const SIDES: Readonly<Record<string, Side>> = {
  left: 'left',
  links: 'left',
  linke: 'left',
  right: 'right',
  rechts: 'right',
  rechte: 'right',
};
const ONE_SIGN: Readonly<Record<string, Side>> = { l: 'left', r: 'right' };

export const sideOf = (text: string): Side | undefined => SIDES[plainName(text)] ?? ONE_SIGN[plainName(text)];

/** A name without the side at its end, and that side. */
function splitSide(name: string): { name: string; side?: Side } {
  const [, rest = '', last = ''] = /^(.+) (\S+)$/.exec(name) ?? [];
  const side = Object.hasOwn(SIDES, last) ? SIDES[last] : undefined;
  return side === undefined ? { name } : { name: rest, side };
}

/** What its person said an exercise is, by the name the file has for it. `null`: it is to be left out. */
export type Said = Readonly<Record<string, MovementId | null>>;
export type Named = { movement?: MovementId; side?: Side; isKnown: boolean };

/** The movement that a name means. What a person said goes before what we know. */
export function movementNamed(text: string, said: Said): Named {
  const plain = plainName(text);
  const { name, side } = splitSide(plain);
  const own = Object.hasOwn(said, text) ? said[text] : undefined;
  const known = isMovementId(text.trim())
    ? (text.trim() as MovementId)
    : (KNOWN.get(plain) ?? KNOWN.get(name));
  const movement = own === undefined ? known : own;
  return {
    ...(movement === undefined || movement === null ? {} : { movement }),
    ...(side === undefined ? {} : { side }),
    isKnown: known !== undefined,
  };
}
