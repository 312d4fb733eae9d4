import type { EndedSessions } from "../../http/identity.ts";
import { sessionEndKey } from "../keys.ts";
import type { Table } from "../table.ts";

/** Ended sessions that are remembered while a function is warm; older ones are looked up again. */
const MAX_REMEMBERED = 10_000;

/**
 * Sessions that were signed out, in the table. Each request looks its own up, consistently, so that a sign-out counts
 * everywhere at once; only what has ended is remembered, since that never changes.
 */
export function endedSessions(table: Table): EndedSessions {
  const remembered = new Set<string>();
  const remember = (sessionId: string): void => {
    const [oldest] = remembered;
    if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
    remembered.add(sessionId);
  };
  return {
    has: async (sessionId) => {
      if (remembered.has(sessionId)) return true;
      const isEnded = (await table.get(sessionEndKey(sessionId))) !== undefined;
      if (isEnded) remember(sessionId);
      return isEnded;
    },
    add: async (sessionId, { by, at, expiresAt }) => {
      // The first sign-out stays: a second one says nothing new.
      await table.add({ ...sessionEndKey(sessionId), by, at, expiresAt });
      remember(sessionId);
    },
  };
}
