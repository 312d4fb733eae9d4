const MAX_AGE_MS = 15 * 60_000;
/** So much is remembered of one ledger. */
const MAX_KEYS = 200;

interface Known {
  readonly atMs: number;
  readonly found: Promise<unknown>;
}

/** What a warm function found for managers with many sellers, by key; of each ledger apart. */
const known = new WeakMap<object, Map<string, Known>>();

/** What was read within the last 15 minutes, or is read now, and when: to be shown, never to be paid from. */
export async function recently<Found>(
  ledger: object,
  key: string,
  nowMs: number,
  read: () => Promise<Found>,
): Promise<{ readonly found: Found; readonly atMs: number }> {
  const ofLedger = known.get(ledger) ?? new Map<string, Known>();
  known.set(ledger, ofLedger);
  const last = ofLedger.get(key);
  if (last !== undefined && nowMs - last.atMs <= MAX_AGE_MS) return { found: (await last.found) as Found, atMs: last.atMs };
  if (ofLedger.size >= MAX_KEYS) ofLedger.clear();
  const found = read();
  ofLedger.set(key, { atMs: nowMs, found });
  // What failed is read again.
  found.catch(() => ofLedger.delete(key));
  return { found: await found, atMs: nowMs };
}
