import type { Month } from "../../base/calendar/month.ts";
import type { ClaimedCredit } from "../../engine/credits/claimed-credit.ts";
import type { CreditState } from "../../engine/credits/credit.ts";
import { type ClaimedRow, claimedRowKey, claimedRowOf } from "../../engine/earnings/claimed-row.ts";
import type { CreditLogEntry } from "../../engine/earnings/credit-log.ts";
import { addUnder, isNil, negate } from "../../engine/earnings/tally.ts";
import type { JournalItem } from "../store.ts";
import type { RecordName } from "./finding.ts";

/** An entry that holds, and the record that it stands in. */
export interface EntryForAudit {
  readonly entry: CreditLogEntry<ClaimedCredit>;
  readonly record: RecordName;
}

/** A place of one advisor: what their journal holds there, and what it came to by periods. */
export interface PlaceAccount {
  readonly state: CreditState;
  readonly month: Month;
  /** By order; entries without credits too. */
  readonly held: ReadonlyMap<string, EntryForAudit>;
  /** What each period added to the tally, by row key; only where earned, and only what is not nil. */
  readonly added: ReadonlyMap<number, ReadonlyMap<string, ClaimedRow>>;
}

/** Adds a journal up, place by place and in each place period by period: the latest entry of an order less the one before. */
export function accountOf(journal: readonly JournalItem[]): readonly PlaceAccount[] {
  return [...Map.groupBy(journal, ({ state, month }) => `${state} ${month}`).values()].flatMap((items) => {
    const [first] = items;
    return first === undefined ? [] : [placeAccount(first.state, first.month, items)];
  });
}

function placeAccount(state: CreditState, month: Month, items: readonly JournalItem[]): PlaceAccount {
  const held = new Map<string, EntryForAudit>();
  const added = new Map<number, ReadonlyMap<string, ClaimedRow>>();
  const byPeriod = [...Map.groupBy(items, ({ period }) => period)].sort(([a], [b]) => a - b);
  for (const [period, ofPeriod] of byPeriod) {
    const before = new Map<string, EntryForAudit | undefined>();
    for (const { entries, record } of ofPeriod) {
      for (const entry of entries) {
        const known = held.get(entry.orderId);
        if (known !== undefined && known.entry.sequence >= entry.sequence) continue;
        if (!before.has(entry.orderId)) before.set(entry.orderId, known);
        held.set(entry.orderId, { entry, record });
      }
    }
    if (state !== "earned") continue;
    const rows = new Map<string, ClaimedRow>();
    for (const [orderId, replaced] of before) {
      addCredits(rows, replaced?.entry.credits ?? [], -1);
      addCredits(rows, held.get(orderId)?.entry.credits ?? [], 1);
    }
    for (const [key, row] of rows) if (isNil(row)) rows.delete(key);
    if (rows.size > 0) added.set(period, rows);
  }
  return { state, month, held, added };
}

/** Adds credits to a tally, or takes them away. */
export function addCredits(rows: Map<string, ClaimedRow>, credits: readonly ClaimedCredit[], sign: 1 | -1): void {
  for (const row of credits.map(claimedRowOf)) addUnder(rows, claimedRowKey(row), sign === 1 ? row : negate(row));
}
