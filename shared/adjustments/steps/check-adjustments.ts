import { type Issue, issue, type Refusal, refusal } from "../../base/issues/issue.ts";
import { parse } from "../../base/issues/parse.ts";
import { contentHash } from "../../base/json/hash.ts";
import { sum } from "../../base/money/money.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import { holdsAccountNumber } from "../../base/text/account-number.ts";
import { type Adjustment, adjustmentSchema } from "../../engine/facts/adjustment.ts";
import { isWriteOff } from "../../engine/statement/write-offs.ts";
import { factKey } from "../../ledger/record/record-reference-data.ts";
import { type CloseLedger, NO_ROWS } from "../../ledger/store/close-store.ts";
import type { FactLedger } from "../../ledger/store/fact-store.ts";
import type { RejectedEntry } from "../../proposals/model/entries.ts";
import { type AdjustmentEntry, type AdjustmentsContent, adjustmentIdOf, counteredBy, counterIdOf } from "../model/content.ts";

export interface AdjustmentCheckDeps {
  readonly ledger: Pick<FactLedger, "state" | "advisors" | "factHashes"> & Pick<CloseLedger, "advisorRecord">;
}

/** How long evidence may be. */
const MAX_EVIDENCE = 500;

/** An entry as the fact that it becomes. @param place which one of the proposal it is, from 0. */
export function adjustmentOf(proposalId: string, entry: AdjustmentEntry, place: number): Adjustment {
  const { advisorId, month, amount, reason, kind } = entry;
  const adjustmentId = adjustmentIdOf(proposalId, entry, place);
  return { adjustmentId, advisorId, month, amount, reason, ...(kind === undefined ? {} : { kind }) };
}

/** What is wrong with an entry by itself: sentences, "reason: …". */
export function entryIssues(entry: AdjustmentEntry): Issue[] {
  const parsed = parse(adjustmentSchema, adjustmentOf("", entry, 0));
  const { amount, reason, evidence } = entry;
  const texts = { reason, evidence };
  return [
    ...(parsed.ok ? [] : parsed.issues),
    ...(amount === 0 ? [issue("amount", "amount-zero")] : []),
    ...(reason.trim() === "" && reason !== "" ? [issue("reason", "reason-missing")] : []),
    ...(evidence.trim() === "" ? [issue("evidence", "evidence-missing")] : []),
    ...(evidence.length > MAX_EVIDENCE ? [issue("evidence", "too-long", { maximum: MAX_EVIDENCE })] : []),
    ...Object.entries(texts).flatMap(([field, text]) => (holdsAccountNumber(text) ? [issue(field, "account-in-text")] : [])),
  ];
}

/**
 * Why entries can't become facts as things stand: unknown advisor, closed month, one like it is there already, or a
 * counter-adjustment that isn't one, a write-off above the debt. What the proposal has stored already is in order.
 * @param proposalId of the proposal that is being published; none where it is about to be made.
 */
export async function rejectedAdjustments(
  { entries }: Pick<AdjustmentsContent, "entries">,
  proposalId: string | undefined,
  { ledger }: AdjustmentCheckDeps,
): Promise<readonly RejectedEntry[]> {
  const advisorIds = [...new Set(entries.map(({ advisorId }) => advisorId))];
  const [{ closedMonth }, advisors] = await Promise.all([ledger.state(), ledger.advisors(advisorIds)]);
  const known = new Map(
    await inParallel([...advisors.keys()], READS_CONCURRENCY, async (advisorId): Promise<[string, KnownOf]> => {
      const { adjustments, settlements } = await ledger.advisorRecord(advisorId, NO_ROWS);
      return [advisorId, { adjustments: adjustments.map(({ fact }) => fact), balance: settlements.at(-1)?.carriedForward ?? 0n }];
    }),
  );
  const own = new Map(entries.map((entry, place) => [place, adjustmentOf(proposalId ?? "", entry, place)]));
  const stored = await ledger.factHashes([...own.values()].map((adjustment) => keyOf(adjustment.adjustmentId)));
  const ownIds = new Set(proposalId === undefined ? [] : [...own.values()].map(({ adjustmentId }) => adjustmentId));
  const given = new Map<string, number>();
  const debts = new Map([...known].map(([advisorId, of]) => [advisorId, debtLeft(of, closedMonth, ownIds)]));
  return entries.flatMap((entry, place): RejectedEntry[] => {
    const fact = own.get(place);
    if (fact === undefined) return [];
    const hash = stored.get(keyOf(fact.adjustmentId));
    if (proposalId !== undefined && hash === contentHash(fact)) return [];
    const found = reasonAgainst(entry, {
      isRegistered: advisors.has(entry.advisorId),
      closedMonth,
      isCountered: entry.counters !== undefined && hash !== undefined,
      known: known.get(entry.advisorId)?.adjustments ?? [],
      ownIds,
      twin: twinOf(entry, place, given),
      debt: debts.get(entry.advisorId) ?? 0n,
    });
    if (found === undefined && isWriteOff(entry)) debts.set(entry.advisorId, (debts.get(entry.advisorId) ?? 0n) - BigInt(entry.amount));
    return found === undefined ? [] : [{ place, refusal: found }];
  });
}

/** The key of an adjustment among facts. */
export const keyOf = (adjustmentId: string): string =>
  factKey({ kind: "adjustment", adjustment: { adjustmentId, advisorId: "", month: "", amount: 0, reason: "" }, hash: "" });

/** What is stored of an advisor: adjustments, and the balance after the last statement in minor units. */
interface KnownOf {
  readonly adjustments: readonly Adjustment[];
  readonly balance: bigint;
}

/** The debt that the last statement carried, less what write-offs of open months forgive of it already; minor units. */
function debtLeft({ adjustments, balance }: KnownOf, closedMonth: string | undefined, ownIds: ReadonlySet<string>): bigint {
  const open = adjustments.filter(
    (each) => isWriteOff(each) && !ownIds.has(each.adjustmentId) && (closedMonth === undefined || each.month > closedMonth),
  );
  return -balance - sum(open.map(({ amount }) => BigInt(amount)));
}

interface Ground {
  readonly isRegistered: boolean;
  readonly closedMonth: string | undefined;
  readonly isCountered: boolean;
  /** All that is stored of the advisor. */
  readonly known: readonly Adjustment[];
  readonly ownIds: ReadonlySet<string>;
  /** The number of an earlier entry that says the same. */
  readonly twin: number | undefined;
  /** What is left of the advisor's debt to be written off, minor units. */
  readonly debt: bigint;
}

function reasonAgainst(
  entry: AdjustmentEntry,
  { isRegistered, closedMonth, isCountered, known, ownIds, twin, debt }: Ground,
): Refusal | undefined {
  const { advisorId, month, amount, reason, counters } = entry;
  if (!isRegistered) return refusal("advisor-unknown", { advisorId });
  if (closedMonth !== undefined && month <= closedMonth) return refusal("month-closed", { month, closedMonth });
  if (counters !== undefined) {
    const original = known.find(({ adjustmentId }) => adjustmentId === counters);
    if (original === undefined) return refusal("adjustment-unknown", { adjustmentId: counters });
    if (isWriteOff(original)) return refusal("write-off-countered", { adjustmentId: counters });
    if (isCountered) return refusal("already-countered", { adjustmentId: counters, counterId: counterIdOf(counters) });
    return original.amount === -amount ? undefined : refusal("counter-differs", { adjustmentId: counters });
  }
  if (twin !== undefined) return refusal("adjustment-repeated", { advisorId, month, adjustmentId: `#${twin}` });
  if (isWriteOff(entry) && BigInt(amount) > debt) return refusal("write-off-above-debt", { advisorId, month });
  const like = known.find(
    (each) =>
      each.month === month && each.amount === amount && each.reason === reason && !ownIds.has(each.adjustmentId) && isStanding(each, known),
  );
  return like && refusal("adjustment-repeated", { advisorId, month, adjustmentId: like.adjustmentId });
}

/** Neither undone, nor there to undo another. */
function isStanding({ adjustmentId }: Adjustment, known: readonly Adjustment[]): boolean {
  const counterId = counterIdOf(adjustmentId);
  return counteredBy(adjustmentId) === undefined && !known.some((each) => each.adjustmentId === counterId);
}

function twinOf({ advisorId, month, amount, reason, counters }: AdjustmentEntry, place: number, given: Map<string, number>) {
  const key = JSON.stringify(counters === undefined ? [advisorId, month, amount, reason] : [counters]);
  const earlier = given.get(key);
  if (earlier === undefined) given.set(key, place + 1);
  return earlier;
}
