import { isMovementId, movementOf } from '@plumbline/routine-core';

/** What a movement is called; one from a newer server than this page keeps its id. */
export function movementName(movement: string): string {
  return isMovementId(movement) ? movementOf(movement).name : movement;
}

/** How to get into place for it, as the watch says it. */
export function placeName(movement: string): string {
  return isMovementId(movement) ? movementOf(movement).positionName : '';
}
