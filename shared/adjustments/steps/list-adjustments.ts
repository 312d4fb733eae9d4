import type { Instant, Month } from "../../base/calendar/month.ts";
import { compare } from "../../base/text/compare.ts";
import type { Adjustment } from "../../engine/facts/adjustment.ts";
import { type CloseLedger, NO_ROWS } from "../../ledger/store/close-store.ts";
import type { FactLedger } from "../../ledger/store/fact-store.ts";
import { type Proposal, WAITING_STATUSES } from "../../proposals/model/proposal.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import { type AdjustmentEntry, adjustmentIdOf, counterIdOf, isAdjustmentsContent } from "../model/content.ts";
import { keyOf } from "./check-adjustments.ts";

/** An adjustment that counts. */
export interface PublishedAdjustment extends Omit<Adjustment, "month"> {
  readonly month: Month;
  readonly evidence: string;
  readonly counters?: string;
  readonly proposalId: string;
  readonly by: string;
  readonly approvedBy: string;
  readonly publishedAt: Instant;
  /** The adjustment that undid it. */
  readonly counteredBy?: string;
}

/** Manual adjustments as finance works on them. */
export interface AdjustmentsList {
  /** The latest month that is closed; none before the first close. */
  readonly closedMonth: Month | undefined;
  /** What waits for being approved or published, the latest changed first. */
  readonly waiting: readonly Proposal[];
  /** Those of months that are open, the latest first. What other systems sent as facts has no proposal, and isn't among them. */
  readonly published: readonly PublishedAdjustment[];
}

export interface ListAdjustmentsDeps {
  readonly ledger: Pick<FactLedger, "state" | "factHashes">;
  readonly proposals: Pick<ProposalStore, "list">;
}

/** What is proposed, and what counts for months that are open. */
export async function listAdjustments({ ledger, proposals }: ListAdjustmentsDeps): Promise<AdjustmentsList> {
  const [{ closedMonth }, waiting, published] = await Promise.all([
    ledger.state(),
    proposals.list(WAITING_STATUSES, "adjustments"),
    proposals.list(["published"], "adjustments"),
  ]);
  const open = published.flatMap(publishedOf).filter(({ month }) => closedMonth === undefined || month > closedMonth);
  const counterIds = open.map(({ adjustmentId }) => counterIdOf(adjustmentId));
  const stored = await ledger.factHashes([...open.map(({ adjustmentId }) => keyOf(adjustmentId)), ...counterIds.map(keyOf)]);
  // Of a proposal that could not be stored whole, some are not there.
  const there = open.filter(({ adjustmentId }) => stored.has(keyOf(adjustmentId)));
  return { closedMonth, waiting, published: there.map((each) => withCounter(each, stored)) };
}

function publishedOf({ proposalId, content, authors, approval, publishedAt = "" }: Proposal): PublishedAdjustment[] {
  if (!isAdjustmentsContent(content)) return [];
  const about = { proposalId, by: authors[0] ?? "", approvedBy: approval?.by ?? "", publishedAt };
  return content.entries.map((entry, place) => ({ ...entry, adjustmentId: adjustmentIdOf(proposalId, entry, place), ...about }));
}

function withCounter(each: PublishedAdjustment, stored: ReadonlyMap<string, string>): PublishedAdjustment {
  const counterId = counterIdOf(each.adjustmentId);
  return stored.has(keyOf(counterId)) ? { ...each, counteredBy: counterId } : each;
}

/** An adjustment of an advisor's, whoever sent it. */
export interface AdvisorAdjustment extends Adjustment {
  /** Whether its month is closed: it stands on a statement. */
  readonly isSettled: boolean;
  readonly counteredBy?: string;
}

/** All manual adjustments of an advisor, by month, the latest first. */
export async function adjustmentsOf(
  advisorId: string,
  { ledger }: { readonly ledger: Pick<CloseLedger, "state" | "advisorRecord"> },
): Promise<AdvisorAdjustment[]> {
  const [{ closedMonth }, { adjustments }] = await Promise.all([ledger.state(), ledger.advisorRecord(advisorId, NO_ROWS)]);
  const ids = new Set(adjustments.map(({ fact }) => fact.adjustmentId));
  return adjustments
    .map(({ fact }) => {
      const counterId = counterIdOf(fact.adjustmentId);
      const isSettled = closedMonth !== undefined && fact.month <= closedMonth;
      return { ...fact, isSettled, ...(ids.has(counterId) && { counteredBy: counterId }) };
    })
    .sort((left, right) => compare(right.month, left.month) || compare(left.adjustmentId, right.adjustmentId));
}

/** The entry of a proposal that an adjustment stems from, for its evidence; none where it stems from none. */
export function entryOf({ proposalId, content }: Proposal, adjustmentId: string): AdjustmentEntry | undefined {
  if (!isAdjustmentsContent(content)) return undefined;
  return content.entries.find((entry, place) => adjustmentIdOf(proposalId, entry, place) === adjustmentId);
}
