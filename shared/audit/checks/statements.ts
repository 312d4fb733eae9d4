import type { Month } from "../../base/calendar/month.ts";
import { canonicalJson } from "../../base/json/exact-json.ts";
import { sum } from "../../base/money/money.ts";
import type { Terms } from "../../engine/earnings/inputs.ts";
import { settle } from "../../engine/statement/settle.ts";
import type { Statement } from "../../engine/statement/statement.ts";
import { adjustmentsAt, inputsAsOf, settledAt } from "../../ledger/close/as-of-period.ts";
import type { FixedSettlement } from "../../ledger/store/close-store.ts";
import { differences } from "../model/differences.ts";
import type { Finding, FindingKind } from "../model/finding.ts";
import type { AdvisorView, CloseEntry, RecordNames, StoredClose } from "../store.ts";
import { agreeOn, type StatementsInput, type Tell } from "./statement-copies.ts";

/** What an advisor's statements are, once it is told which copies are right. */
export interface CheckedStatements {
  readonly findings: readonly Finding[];
  readonly statements: ReadonlyMap<Month, { readonly totals: Statement; readonly hash: string }>;
}

/**
 * Each statement stands alike with its advisor, in its close and in its body; the body has the hash that is stored and
 * names the statement before; the amounts add up, the balance is carried on, and what is settled is what was stated.
 */
export function checkStatements(input: StatementsInput): CheckedStatements {
  const { view, closes, entries, names } = input;
  const { advisorId } = view;
  const findings: Finding[] = strangers(input);
  const statements = new Map<Month, { totals: Statement; hash: string }>();
  let before: { totals: Statement; hash: string } | undefined;
  let wasEligible = false;
  for (const close of closes) {
    if (close.status !== "closed") continue;
    const { month, period } = close;
    const own = view.statements.get(month);
    const entry = entries.get(month);
    const settlement = view.record.settlements.find((each) => each.period === period);
    const tell = (finding: Omit<Finding, "advisorId" | "month">) => findings.push({ ...finding, advisorId, month });
    const agreed = agreeOn(own, entry?.statement, settlement, month, input, before?.hash, tell);
    if (agreed !== undefined) {
      checkSums(agreed.totals, before?.totals, names.statement(advisorId, month), tell);
      statements.set(month, agreed);
    }
    const record = names.settlement(advisorId, period);
    // Without a statement or an entry nothing changed: what stood goes on.
    const equityEligible: boolean = agreed?.totals.equityEligible ?? entry?.equityEligible ?? wasEligible;
    const expected = settledBy(agreed, before, close, equityEligible);
    if (settlement !== undefined || agreed !== undefined) {
      const found = settlement && settlementFields(settlement);
      // A close that settled rows alone, or nothing at all, is not told apart by the statement: computing it again tells.
      if (canonicalJson(found ?? null) !== canonicalJson(expected))
        tell({ kind: "settlement", records: [record], ...differences(expected, found, "none") });
    }
    before = agreed ?? before;
    wasEligible = equityEligible;
  }
  return { findings, statements };
}

function checkSums(totals: Statement, before: Statement | undefined, record: string, tell: Tell): void {
  const { components, earnings, adjustments, manualAdjustments, broughtForward, payable, carriedForward } = totals;
  const check = (kind: FindingKind, is: boolean, expected: string, found: string) =>
    is || tell({ kind, records: [record], expected, found });
  const ofComponents = sum(components.map(({ amount }) => amount));
  check("sums", ofComponents === earnings, `earnings ${ofComponents}, the sum of the components`, `earnings ${earnings}`);
  const [total, told] = [
    earnings + sum(adjustments.map(({ amount }) => amount)) + manualAdjustments + broughtForward,
    payable + carriedForward,
  ];
  check("sums", told === total, `payable and carried forward ${total} together`, `${told}`);
  const brought = before?.carriedForward ?? 0n;
  check("balance", brought === broughtForward, `broughtForward ${brought}`, `broughtForward ${broughtForward}`);
}

type SettlementFields = ReturnType<typeof settlementFields>;

function settlementFields({ month, settled, carriedForward, advances = 0n, equityEligible, statementHash }: FixedSettlement) {
  const byMonth = [...settled].sort(([a], [b]) => (a < b ? -1 : 1)).map(([of, amount]): [string, bigint] => [`settled of ${of}`, amount]);
  return { month, carriedForward, advances, equityEligible, statementHash: statementHash ?? "none", ...Object.fromEntries(byMonth) };
}

const NO_ROWS = { rows: new Map(), claimedRows: new Map(), contributed: new Map() };

/** What a settlement must say by its statement; without one it goes on with what stood. */
function settledBy(
  stated: { readonly totals: Statement; readonly hash: string } | undefined,
  before: { readonly totals: Statement; readonly hash: string } | undefined,
  { month, period }: StoredClose,
  equityEligible: boolean,
): SettlementFields {
  const settled = new Map(stated?.totals.adjustments.map(({ month: of, amount }): [Month, bigint] => [of, amount]));
  if (stated !== undefined) settled.set(month, stated.totals.earnings);
  return settlementFields({
    period,
    month,
    ...NO_ROWS,
    settled,
    carriedForward: stated?.totals.carriedForward ?? before?.totals.carriedForward ?? 0n,
    advances: (stated ?? before)?.totals.draw?.outstanding ?? 0n,
    equityEligible,
    statementHash: stated?.hash ?? before?.hash,
  });
}

/** Statements of months that were never closed, and settlements of periods that no close settled. */
function strangers({ view: { advisorId, statements, record }, closes, names }: StatementsInput): Finding[] {
  const [months, periods] = [new Set(closes.map(({ month }) => month)), new Set(closes.map(({ period }) => period))];
  const ofMonths = [...statements.keys()]
    .filter((month) => !months.has(month))
    .map((month) => ({ month, record: names.statement(advisorId, month), kind: "statement" as const }));
  const ofPeriods = record.settlements
    .filter(({ period }) => !periods.has(period))
    .map(({ period, month }) => ({ month, record: names.settlement(advisorId, period), kind: "settlement" as const }));
  const told = { expected: "none, as there was no such close", found: "one" };
  return [...ofMonths, ...ofPeriods].map(({ kind, month, record: stranger }) => ({ kind, records: [stranger], advisorId, month, ...told }));
}

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
