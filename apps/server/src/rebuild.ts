import { openDatabase, type Place } from './database/database.js';
import { isRefusal } from './problems/problems.js';
import { rebuildSessions } from './sessions/update-sessions.js';

/** Computes every read model again from the journals, with the server stopped. Says how many sessions there are. */
export async function rebuild(place: string | Place): Promise<number> {
  const database = await openDatabase(place);
  try {
    const count = await database.write.run(rebuildSessions);
    if (isRefusal(count)) throw new Error(count.message);
    return count;
  } finally {
    await database.close();
  }
}
