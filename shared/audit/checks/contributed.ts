import { mergePart, rowKey, type TallyRow } from "../../engine/earnings/tally.ts";
import { rowsFor } from "../../ledger/sellers/whole-record.ts";
import type { AdvisorRecord } from "../../ledger/store/close-store.ts";
import { differences } from "../model/differences.ts";
import type { Finding } from "../model/finding.ts";
import type { AdvisorView, RecordNames, StoredClose } from "../store.ts";
import { rowText, told } from "./tally.ts";

/** What is kept with a seller. */
export type KeptWithSeller = Pick<AdvisorRecord, "claimedRows" | "settlements">;

/**
 * What a manager's settlements hold of sellers below is the sum of the rows that are kept with them. Where a seller's rows
 * and settlements differ that is told of the seller; here only what neither of them says is.
 */
export function checkContributed(
  { advisorId, record }: AdvisorView,
  sellers: readonly KeptWithSeller[],
  closes: readonly StoredClose[],
  names: RecordNames,
): Finding[] {
  return closes.flatMap(({ period, status }): Finding[] => {
    if (status !== "closed") return [];
    const settlement = record.settlements.find((each) => each.period === period);
    const byRows = new Map<string, TallyRow[]>();
    const bySettlements = new Map<string, TallyRow[]>();
    for (const { claimedRows, settlements } of sellers) {
      for (const each of claimedRows) if (each.period === period) add(byRows, each.month, rowsFor(advisorId, each.row));
      for (const [month, rows] of settlements.find((each) => each.period === period)?.claimedRows ?? [])
        for (const row of rows) add(bySettlements, month, rowsFor(advisorId, row));
    }
    const months = new Set([...byRows.keys(), ...bySettlements.keys(), ...(settlement?.contributed.keys() ?? [])]);
    return [...months].sort().flatMap((month) => {
      const [expected, alike] = [byKey(byRows.get(month)), byKey(bySettlements.get(month))];
      const found = byKey(settlement?.contributed.get(month));
      return [...new Set([...expected.keys(), ...alike.keys(), ...found.keys()])].flatMap((key): Finding[] => {
        const text = rowText(expected.get(key));
        if (text !== rowText(alike.get(key)) || text === rowText(found.get(key))) return [];
        const compared = differences(told(expected.get(key)), told(found.get(key)), "no row");
        return [{ kind: "settled-rows", records: [names.settlement(advisorId, period)], advisorId, month, ...compared }];
      });
    });
  });
}

function add(rows: Map<string, TallyRow[]>, month: string, more: readonly TallyRow[]): void {
  if (more.length > 0) rows.set(month, [...(rows.get(month) ?? []), ...more]);
}

const byKey = (rows: readonly TallyRow[] = []): ReadonlyMap<string, TallyRow> => new Map(mergePart(rows).map((row) => [rowKey(row), row]));
