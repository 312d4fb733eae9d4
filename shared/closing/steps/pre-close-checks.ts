import { isAdjustmentsContent } from "../../adjustments/model/content.ts";
import type { AuditRun } from "../../audit/model/audit-run.ts";
import type { AuditRuns } from "../../audit/store.ts";
import type { Month } from "../../base/calendar/month.ts";
import { sum } from "../../base/money/money.ts";
import { inParallel } from "../../base/runtime/parallel.ts";
import type { DerivationReader } from "../../ledger/derive/derive-credits.ts";
import { type DerivationProgress, readDerivations } from "../../ledger/derive/read-derivations.ts";
import { listUnassigned, type UnassignedCredits, type UnassignedCreditsStore } from "../../ledger/unassigned/list-unassigned.ts";
import { type Payout, paysNobody } from "../../payouts/model/payout.ts";
import { isOutdatedDraft, type OutdatedDraftDeps } from "../../payouts/steps/read-payout.ts";
import type { PayoutStore } from "../../payouts/store.ts";
import type { ProposalKinds } from "../../proposals/kind.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import { type ListQuarantinedDeps, listQuarantined, type QuarantineGroup } from "../../quarantine/steps/list-quarantined.ts";
import type { NextMonthDeps } from "./close-progress.ts";

/** What is still open before a close. Amounts in minor units. */
export interface CloseChecks {
  readonly month: Month;
  /** Held and not released; `known` of them have a note of why they may stay. `groups`: the others by reason, most first. */
  readonly quarantine: { readonly records: number; readonly known: number; readonly groups: readonly QuarantineGroup[] };
  /** Credits that wait for someone; those first for whom most waits. */
  readonly waiting: { readonly orders: number; readonly price: bigint; readonly advisors: readonly UnassignedCredits[] };
  /** The auditor's last run that is through, and the last that looked at everything; none where there was none in 40 days. */
  readonly audit: { readonly last: AuditRun | undefined; readonly lastOfAll: AuditRun | undefined };
  /** Proposals that wait for approval, and approved ones that wait to be published; kinds without any are left out. */
  readonly approvals: readonly { readonly kind: string; readonly submitted: number; readonly approved: number }[];
  /** Manual adjustments of the month that wait for approval. */
  readonly adjustments: { readonly count: number; readonly amount: bigint; readonly proposalIds: readonly string[] };
  /** Payouts that wait for someone: a draft to be approved, an approved one to be exported, a withdrawal to be confirmed. */
  readonly payouts: readonly { readonly payoutId: string; readonly waitsFor: PendingPayout }[];
  /** Changes of facts of which credits are still to be derived anew: a close waits for that. */
  readonly derivations: readonly DerivationProgress[];
}

/** What a payout waits for. `nothing` pays nobody, `outdated` can't be approved any more: both are to be withdrawn. */
type PendingPayout = "approval" | "export" | "withdrawal" | "nothing" | "outdated";

export interface PreCloseCheckDeps
  extends ListQuarantinedDeps,
    UnassignedCreditsStore,
    Pick<NextMonthDeps, "surroundings">,
    Pick<OutdatedDraftDeps, "finance"> {
  readonly ledger: UnassignedCreditsStore["ledger"] & DerivationReader;
  readonly audit: { readonly runs: Pick<AuditRuns, "runs"> };
  readonly proposals: Pick<ProposalStore, "list">;
  readonly kinds: Pick<ProposalKinds, "names">;
  readonly payouts: Pick<PayoutStore, "list" | "gate">;
}

const LOOK_BACK_MS = 40 * 86_400_000;

/** What is still open before a month's close. Nothing of it hinders the close: people decide. */
export async function closeChecks(month: Month, deps: PreCloseCheckDeps): Promise<CloseChecks> {
  const [held, waiting, audit, proposals, derivations, payouts] = await Promise.all([
    listQuarantined(deps),
    listUnassigned(deps),
    lastAudits(deps),
    deps.proposals.list(["submitted", "approved"]),
    readDerivations(deps),
    deps.payouts.list(),
  ]);
  const drafts = payouts.filter(({ status }) => status === "draft");
  const outdated = new Set(
    (await inParallel(drafts, 8, async (each) => ((await isOutdatedDraft(each, deps)) ? [each.payoutId] : []))).flat(),
  );
  const known = new Set(held.records.filter(({ notes }) => notes.length > 0).map(({ id }) => id));
  const entries = proposals.flatMap(({ proposalId, status, content }) =>
    status === "submitted" && isAdjustmentsContent(content)
      ? content.entries.filter((entry) => entry.month === month).map(({ amount }) => ({ proposalId, amount: BigInt(amount) }))
      : [],
  );
  return {
    month,
    quarantine: { records: held.records.length, known: known.size, groups: withoutKnown(held.groups, known) },
    waiting: {
      orders: new Set(waiting.flatMap(({ orders }) => orders.map(({ orderId }) => orderId))).size,
      price: sum(waiting.map(({ price }) => price)),
      advisors: waiting,
    },
    audit,
    approvals: deps.kinds.names
      .map((kind) => {
        const ofKind = proposals.filter(({ content }) => content.kind === kind);
        const submitted = ofKind.filter(({ status }) => status === "submitted").length;
        return { kind, submitted, approved: ofKind.length - submitted };
      })
      .filter(({ submitted, approved }) => submitted + approved > 0),
    adjustments: {
      count: entries.length,
      amount: sum(entries.map(({ amount }) => amount)),
      proposalIds: [...new Set(entries.map(({ proposalId }) => proposalId))],
    },
    payouts: payouts.flatMap((payout) => {
      const waitsFor = pendingOf(payout, outdated.has(payout.payoutId));
      return waitsFor === undefined ? [] : [{ payoutId: payout.payoutId, waitsFor }];
    }),
    derivations,
  };
}

function pendingOf(payout: Payout, isOutdated: boolean): PendingPayout | undefined {
  const { status, withdrawal } = payout;
  if (paysNobody(payout)) return "nothing";
  if (status === "draft") return isOutdated ? "outdated" : "approval";
  if (status === "approved") return "export";
  return status === "exported" && withdrawal !== undefined ? "withdrawal" : undefined;
}

function withoutKnown(groups: readonly QuarantineGroup[], known: ReadonlySet<string>): QuarantineGroup[] {
  return groups
    .map((group) => ({ ...group, ids: group.ids.filter((id) => !known.has(id)) }))
    .filter(({ ids }) => ids.length > 0)
    .sort((left, right) => right.ids.length - left.ids.length);
}

async function lastAudits({ audit, surroundings }: Pick<PreCloseCheckDeps, "audit" | "surroundings">): Promise<CloseChecks["audit"]> {
  const [from, to] = [surroundings.now() - LOOK_BACK_MS, surroundings.now()].map((at) => new Date(at).toISOString());
  const through = (await audit.runs.runs(from ?? "", to ?? "")).filter(({ finishedAt }) => finishedAt !== undefined);
  return { last: through.find(({ mode }) => mode !== "advisor"), lastOfAll: through.find(({ mode }) => mode === "all") };
}
