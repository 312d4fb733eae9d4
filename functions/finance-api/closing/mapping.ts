import type { AuditRun } from "../../../shared/audit/model/audit-run.ts";
import { kindOfIssue } from "../../../shared/base/issues/issue.ts";
import type { PreviewedClose } from "../../../shared/closing/model/preview.ts";
import type { CloseProgress, ClosingMonth } from "../../../shared/closing/steps/close-progress.ts";
import type { CloseChecks } from "../../../shared/closing/steps/pre-close-checks.ts";
import type { ClosePreview } from "../../../shared/closing/store.ts";
import { CLOSE_AMOUNTS, type CloseTotals } from "../../../shared/ledger/close/close-totals.ts";
import { toDerivation } from "../../_platform/api/derivation.response.ts";
import { toIssue, toIssues } from "../../_platform/api/issues.ts";
import { knownContent } from "../../_platform/proposal-kinds.ts";
import { closeUrl, payoutUrl, proposalUrl } from "../urls.ts";
import type { CloseChecksResource, ClosePreviewResource, CloseProgressResource, ClosingResource } from "./schema.response.ts";

/** Which month closing is about, and whether it is early for it. */
export function toClosing(closing: ClosingMonth, { isEarly, from }: { readonly isEarly: boolean; readonly from: string }): ClosingResource {
  const url = closeUrl(closing.month);
  return {
    ...closing,
    reasonNotRequiredFrom: from,
    isEarly: isEarly && closing.phase === "open",
    url,
    checksUrl: `${url}/checks`,
    previewUrl: `${url}/preview`,
  };
}

/** What is still open before a close. */
export function toCloseChecks(checks: CloseChecks): CloseChecksResource {
  const { month, quarantine, waiting, audit, approvals, adjustments, payouts } = checks;
  return {
    ...checks,
    quarantine: {
      records: quarantine.records,
      dismissed: quarantine.known,
      groups: quarantine.groups.map(({ kind, path, example, ids }) => ({
        kind,
        ...toIssue({ path, ...kindOfIssue(example) }),
        count: ids.length,
      })),
      url: "/v1/hr/quarantine",
    },
    unassignedCredits: { ...waiting, advisors: waiting.advisors.length, url: "/v1/hr/unassigned-credits" },
    audit: { last: toAudit(audit.last), lastOfAll: toAudit(audit.lastOfAll) },
    approvals: approvals.map((each) => ({ ...each, kind: knownContent(each).kind })),
    payouts: payouts.map((each) => ({ ...each, url: payoutUrl(each.payoutId) })),
    adjustments: { ...adjustments, proposalUrls: adjustments.proposalIds.map(proposalUrl) },
    derivations: checks.derivations.length,
    url: `${closeUrl(month)}/checks`,
  };
}

const toAudit = (run: AuditRun | undefined): CloseChecksResource["audit"]["last"] =>
  run?.finishedAt === undefined ? undefined : { ...run, finishedAt: run.finishedAt };

/** A preview, with what came out where it is done. */
export const toClosePreview = (preview: ClosePreview, result: PreviewedClose | undefined): ClosePreviewResource => ({
  ...preview,
  requested: preview.wanted,
  status: result !== undefined ? "done" : preview.issues !== undefined ? "failed" : "running",
  issues: toIssues(preview.issues),
  result: result && toResult(result),
  url: `${closeUrl(preview.month)}/preview`,
});

const toResult = (result: PreviewedClose): ClosePreviewResource["result"] => ({
  ...result,
  expected: toTotals(result.expected),
  last: result.last && { month: result.last.month, ...toTotals(result.last) },
  overdue: { ...result.overdue, largestAdvisors: result.overdue.most },
});

/** Totals of before an amount was known lack it. */
const toTotals = (totals: CloseTotals) => ({
  ...(Object.fromEntries(CLOSE_AMOUNTS.map((name) => [name, 0n])) as Required<Pick<CloseTotals, (typeof CLOSE_AMOUNTS)[number]>>),
  ...totals,
});

/** How far a close is. */
export function toCloseProgress(progress: CloseProgress): CloseProgressResource {
  const { month, settled, shards, left, asked, ended, summary } = progress;
  return {
    ...progress,
    shards: { settled, total: shards, openShards: left },
    requested: asked,
    waitsFor: progress.waitsFor.map(toDerivation),
    error: ended?.status === "failed" ? { name: ended.error, message: ended.cause } : undefined,
    summary: summary && { ...summary, ...toTotals(summary) },
    url: closeUrl(month),
  };
}
