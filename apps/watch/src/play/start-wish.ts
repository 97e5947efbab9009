import type { CompileOptions } from '@plumbline/routine-core/timeline';

/** What the ready page hands to the player; `at` is the instant of the press and tells one press from another. */
export type StartWish = { routineId: string; options: CompileOptions; at: number };
