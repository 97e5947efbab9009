/** How the watch behaves towards its wearer; set by hand or by a script. */
export type SystemMode = {
  DND: boolean;
  sleep: boolean;
  theater: boolean;
  powerSaving: boolean;
  /** The screen is locked. */
  systemLock: boolean;
  lowTemperature: boolean;
  /** Nothing but the time. */
  ultraPowerSaving: boolean;
  /** Keys are in use. */
  button: boolean;
  accessibleSwitch: boolean;
};

const ORDINARY: SystemMode = {
  DND: false,
  sleep: false,
  theater: false,
  powerSaving: false,
  systemLock: false,
  lowTemperature: false,
  ultraPowerSaving: false,
  button: true,
  accessibleSwitch: false,
};

/** Modes as plain properties; setting one to what it is not yet tells `changed`. */
export function observedMode(changed: (name: keyof SystemMode, on: boolean) => void): SystemMode {
  const held = { ...ORDINARY };
  const mode = { ...held };
  for (const name of Object.keys(held) as (keyof SystemMode)[]) {
    Object.defineProperty(mode, name, {
      enumerable: true,
      get: () => held[name],
      set: (on: boolean) => {
        if (held[name] === on) return;
        held[name] = on;
        changed(name, on);
      },
    });
  }
  return mode;
}

/** Nothing lights up and nothing hums. */
export const isQuiet = ({ DND, sleep, theater }: SystemMode): boolean => DND || sleep || theater;
