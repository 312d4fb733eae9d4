import { addMonths } from "../../base/calendar/month.ts";
import { compare } from "../../base/text/compare.ts";
import { hashTreeRoot } from "../../engine/statement/merkle-tree.ts";
import { addStatement, NO_CLOSE_TOTALS } from "../../ledger/close/close-totals.ts";
import type { LedgerState } from "../../ledger/store/order-store.ts";
import { differences } from "../model/differences.ts";
import type { Finding } from "../model/finding.ts";
import type { CloseEntry, RecordNames, StoredClose } from "../store.ts";

/** The sums over a close's entries, shard by shard, so that a close of any size fits. */
export class CloseSums {
  readonly #hashes: { readonly advisorId: string; readonly hash: string }[] = [];
  #totals = NO_CLOSE_TOTALS;
  #gained = 0;
  #lost = 0;

  add({ advisorId, statement, equityChanged, equityEligible }: CloseEntry): void {
    if (equityChanged && equityEligible) this.#gained += 1;
    if (equityChanged && !equityEligible) this.#lost += 1;
    if (statement === undefined) return;
    this.#hashes.push({ advisorId, hash: statement.hash });
    this.#totals = addStatement(this.#totals, statement.totals);
  }

  /** As a close sums up. */
  summary(): Record<string, bigint | string> {
    const hashes = this.#hashes.sort((left, right) => compare(left.advisorId, right.advisorId)).map(({ hash }) => hash);
    const { statements, ...amounts } = this.#totals;
    return {
      statements: BigInt(statements),
      ...amounts,
      equityGained: BigInt(this.#gained),
      equityLost: BigInt(this.#lost),
      statementsRoot: hashTreeRoot(hashes),
    };
  }
}

/** A close's totals are the sums over its entries, and its root the root of their hashes. */
export function checkSummary({ month, summary }: StoredClose, sums: CloseSums, names: RecordNames): Finding[] {
  const expected = sums.summary();
  const fields = Object.fromEntries(
    Object.entries(summary ?? {}).map(([name, value]) => [name, typeof value === "number" ? BigInt(value) : value]),
  );
  const told = differences(expected, summary === undefined ? undefined : fields, "no totals");
  return told.expected === "" ? [] : [{ kind: "summary", records: [names.close(month)], month, ...told }];
}

/** Closes follow each other month by month and period by period, all but the last are through, and the state knows them. */
export function checkSequence(closes: readonly StoredClose[], state: LedgerState, names: RecordNames): Finding[] {
  const findings: Finding[] = [];
  const firstMonth = closes[0]?.month;
  for (const [index, close] of closes.entries()) {
    const isLast = index === closes.length - 1;
    const expected = {
      month: firstMonth === undefined ? close.month : addMonths(firstMonth, index),
      period: index,
      firstMonth,
      status: isLast ? close.status : "closed",
    };
    const { month, period, firstMonth: first, status } = close;
    const told = differences(expected, { month, period, firstMonth: first, status });
    if (told.expected !== "") findings.push({ kind: "close", records: [names.close(month)], month, ...told });
  }
  const last = closes.at(-1);
  const known = { period: closes.length, firstMonth, closedMonth: last?.month };
  const told = differences(known, { period: state.period, firstMonth: state.firstMonth, closedMonth: state.closedMonth });
  if (told.expected !== "") findings.push({ kind: "state", records: [names.state()], ...told });
  return findings;
}
