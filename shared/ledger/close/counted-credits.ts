import type { Month } from "../../base/calendar/month.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import { type ClaimedCredit, expandCredits } from "../../engine/credits/claimed-credit.ts";
import type { Credit } from "../../engine/credits/credit.ts";
import { claimedRowOf, expandRow } from "../../engine/earnings/claimed-row.ts";
import { creditsHeld } from "../../engine/earnings/credit-log.ts";
import { byLine } from "../../engine/earnings/explain.ts";
import { type CountedCredits, hashOfCredits, inRowOrder, type SellerSums } from "../../engine/earnings/seller-sums.ts";
import { mergePart, negate, type TallyRow } from "../../engine/earnings/tally.ts";
import { changesOf } from "../../engine/statement/body.ts";
import { type KnownPlans, usedCredits } from "../../engine/statement/body-facts.ts";
import { sellersBelow } from "../derive/concerned-logs.ts";
import { type CloseLedger, NO_ROWS } from "../store/close-store.ts";
import { advisorAsOf } from "./as-of-period.ts";

/** What somebody above counts of a seller's credits, and its rows: now less before. */
export interface Counted {
  readonly rows: readonly TallyRow[];
  readonly credits: CountedCredits;
}

/** Which of a seller's credits are told: all of a month at the end of a period, or what that period changed of it. */
export interface CountedWhat {
  readonly month: Month;
  readonly period: number;
  readonly which: "all" | "changed";
}

/** The earned credits of others that an advisor counts. */
export const earnedFor = (claimantId: string, claimed: readonly ClaimedCredit[]): Credit[] =>
  expandCredits(claimed, (advisorId) => advisorId === claimantId).filter(({ recipient }) => recipient.state === "earned");

/** All credits of a month, as a statement that states it counts them. */
export const allOf = (credits: readonly Credit[], known: readonly KnownPlans[]): CountedCredits => ({
  before: [],
  now: usedCredits([...credits].sort(byLine), known),
});

/** Makes anew from a seller's credit log what somebody above counts. @param known plan versions of all the moments concerned. */
export async function countedOf(
  claimantId: string,
  sellerId: string,
  { month, period, which }: CountedWhat,
  known: readonly KnownPlans[],
  ledger: Pick<CloseLedger, "claimedJournal">,
): Promise<Counted> {
  const entries = await ledger.claimedJournal(sellerId, month, period);
  const heldAt = (upTo: number) => creditsHeld(entries.filter((entry) => entry.period <= upTo).map(({ fact }) => fact));
  const [before, now] = [which === "all" ? [] : heldAt(period - 1), heldAt(period)];
  const rowsFor = (claimed: readonly ClaimedCredit[]) =>
    claimed.flatMap((credit) => expandRow(claimedRowOf(credit))).flatMap(({ advisorId, row }) => (advisorId === claimantId ? [row] : []));
  const credits =
    which === "all"
      ? allOf(earnedFor(claimantId, now), known)
      : changesOf(earnedFor(claimantId, before), earnedFor(claimantId, now), known);
  return { rows: inRowOrder(mergePart([...rowsFor(now), ...rowsFor(before).map(negate)])), credits };
}

/** What comes from sellers below of a month that no gathering told whole: read from each of them. */
export async function sumsFromLogs(
  claimantId: string,
  month: Month,
  period: number,
  known: readonly KnownPlans[],
  ledger: Pick<CloseLedger, "claimedJournal" | "advisorRecord" | "advisorsUnder">,
): Promise<SellerSums[]> {
  const sellerIds = (await sellersBelow(claimantId, ledger)).filter((sellerId) => sellerId !== claimantId);
  const all = await inParallel(sellerIds, READS_CONCURRENCY, async (sellerId): Promise<SellerSums[]> => {
    const { rows, credits } = await countedOf(claimantId, sellerId, { month, period, which: "all" }, known, ledger);
    if (rows.length === 0) return [];
    const name = advisorAsOf(period, await ledger.advisorRecord(sellerId, NO_ROWS))?.name ?? sellerId;
    return [{ sellerId, name, rows, creditsHash: hashOfCredits(credits) }];
  });
  return all.flat();
}
