import { canonicalJson } from "../../base/json/exact-json.ts";
import type { Terms } from "../../engine/earnings/inputs.ts";
import { settle } from "../../engine/statement/settle.ts";
import { adjustmentsAt, inputsAsOf, settledAt } from "../../ledger/close/as-of-period.ts";
import { differences } from "../model/differences.ts";
import type { Finding } from "../model/finding.ts";
import type { AdvisorView, CloseEntry, RecordNames, StoredClose } from "../store.ts";
import type { CheckedStatements } from "./statements.ts";

/** What of a close is computed again for an advisor. */
export interface RecomputedInput {
  readonly view: AdvisorView;
  readonly close: StoredClose;
  readonly entry: CloseEntry | undefined;
  readonly statements: CheckedStatements["statements"];
  /** As known at the end of the close's period. */
  readonly terms: Terms;
  readonly names: RecordNames;
}

/**
 * Owed is earnings less what was settled: settling the close again from its frozen cut gives the statement, the balance
 * and the eligibility that are stored. Only for an advisor whose records hold otherwise: what is computed from a damaged
 * record proves nothing.
 */
export function checkRecomputed({ view, close, entry, statements, terms, names }: RecomputedInput): Finding[] {
  const { advisorId, record } = view;
  const { month, period } = close;
  const tell = (records: readonly string[], expected: object | undefined, found: object | undefined): Finding[] =>
    canonicalJson(expected ?? null) === canonicalJson(found ?? null)
      ? []
      : [{ kind: "recomputed", records, advisorId, month, ...differences(expected, found, "none") }];
  const stated = statements.get(month)?.totals;
  const settlement = record.settlements.find((each) => each.period === period);
  const books = inputsAsOf(period, record, terms);
  if (books === undefined) return tell([names.settlement(advisorId, period)], undefined, settlement && { registered: "in a later period" });
  const { settled } = settledAt(period - 1, record);
  const again = settle(books, month, close.firstMonth, settled, adjustmentsAt(period, record));
  const statement = tell([names.statement(advisorId, month)], again.statement, stated);
  if (statement.length > 0) return statement;
  const eligible = again.equity.eligible;
  const isChanged = eligible !== settled.equityEligible;
  const isListed = again.statement !== undefined || isChanged;
  const isSettled = settlement !== undefined || isListed;
  return [
    ...tell(
      [names.settlement(advisorId, period)],
      isSettled ? { equityEligible: eligible } : undefined,
      settlement && { equityEligible: settlement.equityEligible },
    ),
    ...tell(
      [names.closeEntry(month, advisorId)],
      isListed ? { equityEligible: eligible, equityChanged: isChanged } : undefined,
      entry && { equityEligible: entry.equityEligible, equityChanged: entry.equityChanged },
    ),
  ];
}
