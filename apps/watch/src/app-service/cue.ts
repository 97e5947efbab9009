import { patternOf } from '@plumbline/routine-core/cues';
import { cancelAllWakes, wakeAt } from '../device/alarm.js';
import { clock } from '../device/clock.js';
import { openHaptics } from '../device/haptics.js';
import { openStore } from '../device/store.js';
import { BACKSTOP_KEY, isBackstop, readBackstop } from '../play/backstop.js';
import { noteInInbox } from '../play/inbox.js';
import { readSeen } from '../play/pointer.js';

/**
 * Woken by an alarm while a session runs: a single run of at most 600 ms, without timers, files and network.
 * The next alarm is set before anything else, so that a cut run does not end the chain.
 */
AppService({
  onInit() {
    const store = openStore();
    const backstop = store.read(BACKSTOP_KEY);
    if (!isBackstop(backstop)) return;
    const now = clock.now();
    const wake = readBackstop(backstop, readSeen(store), now);
    if (wake.nextAt !== undefined) {
      cancelAllWakes();
      wakeAt(wake.nextAt);
    }
    if (wake.play === undefined) return;
    openHaptics().play(patternOf(wake.play).pulses);
    noteInInbox(store, { at: now, kind: wake.play });
  },
});
