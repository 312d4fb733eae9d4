import { addMonths } from "../../base/calendar/month.ts";
import { compare } from "../../base/text/compare.ts";
import { hashTreeRoot } from "../../engine/statement/merkle-tree.ts";
import { type CloseSummary, type ShardSummary, summaryOfClose, summaryOfShard } from "../../ledger/close/close-totals.ts";
import type { LedgerState } from "../../ledger/store/fact-store.ts";
import { differences } from "../model/differences.ts";
import type { Finding } from "../model/finding.ts";
import type { CloseEntry, RecordNames, StoredClose } from "../store.ts";

/** What a shard's entries come to, as a close sums them up. */
export function summaryOfEntries(entries: readonly CloseEntry[]): ShardSummary {
  const hashes = entries
    .flatMap(({ advisorId, statement }) => (statement === undefined ? [] : [{ advisorId, hash: statement.hash }]))
    .sort((left, right) => compare(left.advisorId, right.advisorId))
    .map(({ hash }) => hash);
  const stated = entries.map((entry) => ({ ...entry, statement: entry.statement?.totals }));
  return summaryOfShard(stated, hashes.length === 0 ? undefined : hashTreeRoot(hashes));
}

/** A close's totals are the sums over its entries, and its root the root of their hashes. @param shards by their numbers. */
export function checkSummary({ month, summary }: StoredClose, shards: readonly ShardSummary[], names: RecordNames): Finding[] {
  const told = differences(fieldsOf(summaryOfClose(shards)), summary === undefined ? undefined : fieldsOf(summary), "no totals");
  return told.expected === "" ? [] : [{ kind: "summary", records: [names.close(month)], month, ...told }];
}

const fieldsOf = (summary: CloseSummary): Record<string, bigint | string> =>
  Object.fromEntries(Object.entries(summary).map(([name, value]) => [name, typeof value === "number" ? BigInt(value) : value]));

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
