import type { PublishedAdjustment } from "../../../shared/adjustments/steps/list-adjustments.ts";
import type { AdjustmentsPreview } from "../../../shared/adjustments/steps/preview-adjustments.ts";
import type { FileSource } from "../../../shared/base/csv/parse-columns.ts";
import { plainReason } from "../../../shared/base/issues/parse.ts";
import { sum } from "../../../shared/base/money/rounding.ts";
import type { SharedAccount } from "../../../shared/payees/model/shared-account.ts";
import type { PayeesPreview } from "../../../shared/payees/steps/preview-payees.ts";
import { isPaying, type Proposal } from "../../../shared/proposals/model/proposal.ts";
import { toAccountSharedWith } from "../../_platform/api/account-shared-with.ts";
import type { Pay } from "../../_platform/api/money.ts";
import { proposalUrl } from "../urls.ts";
import type { AdjustmentResource, AdjustmentsPreviewResource, PayeesPreviewResource, ProposedResource } from "./schema.ts";

/** What was proposed by this request, in short: its content stands at its own address. */
export function toProposed(
  { proposalId, content, status, edition }: Proposal,
  pay: Pay,
  shared: readonly SharedAccount[] = [],
): ProposedResource {
  if (!isPaying(content)) throw new Error(`proposal ${proposalId} is of kind ${content.kind}`);
  return {
    object: "proposed",
    proposalId,
    kind: content.kind,
    status,
    edition,
    count: content.entries.length,
    amount: content.kind === "adjustments" ? pay(sum(content.entries.map(({ amount }) => BigInt(amount)))) : null,
    sharedAccounts: shared.map((each) => ({ advisorId: each.advisorId, accountSharedWith: toAccountSharedWith(each) })),
    url: proposalUrl(proposalId),
  };
}

export function toAdjustment(adjustment: PublishedAdjustment, pay: Pay): AdjustmentResource {
  const { adjustmentId, advisorId, month, amount, reason, evidence, kind, counters, counteredBy, by, approvedBy, publishedAt } = adjustment;
  return {
    object: "adjustment",
    adjustmentId,
    advisorId,
    month,
    amount: pay(BigInt(amount)),
    reason,
    evidence,
    kind: kind ?? null,
    counters: counters ?? null,
    counteredBy: counteredBy ?? null,
    by,
    approvedBy,
    publishedAt,
    proposalUrl: proposalUrl(adjustment.proposalId),
  };
}

const toSource = (source: FileSource | undefined) => ({ encoding: source?.encoding ?? null, ignoredColumns: [...(source?.ignored ?? [])] });

export function toAdjustmentsPreview({ fileName, source, lines, wrong, totals }: AdjustmentsPreview, pay: Pay): AdjustmentsPreviewResource {
  const counted = ({ count, amount }: { readonly count: number; readonly amount: bigint }) => ({ count, amount: pay(amount) });
  return {
    object: "adjustments_preview",
    fileName,
    ...toSource(source),
    entries: lines.map(({ line, entry: { advisorId, month, amount, reason, evidence, kind }, name, warnings }) => ({
      line,
      advisorId,
      name,
      month,
      amount: pay(BigInt(amount)),
      reason,
      evidence,
      kind: kind ?? null,
      warnings: [...warnings],
    })),
    wrong: wrong.map(({ line, reasons }) => ({ line, reasons: reasons.map(plainReason) })),
    totals: { all: counted(totals.all), added: counted(totals.added), taken: counted(totals.taken) },
  };
}

export function toPayeesPreview({ previewId, fileName, source, lines, wrong, shared, counts }: PayeesPreview): PayeesPreviewResource {
  const sharedOf = new Map(shared.map((each) => [each.advisorId, each]));
  return {
    object: "payees_preview",
    previewId: previewId ?? null,
    fileName,
    ...toSource(source),
    entries: lines.map(({ line, advisorId, name, before, holder, last4, warnings }) => ({
      line,
      advisorId,
      name,
      before: before ?? null,
      holder,
      last4,
      warnings: [...warnings],
      accountSharedWith: toAccountSharedWith(sharedOf.get(advisorId)),
    })),
    wrong: wrong.map(({ line, reasons }) => ({ line, reasons: reasons.map(plainReason) })),
    counts: { ...counts },
  };
}
