import type { AuditRun } from "../../../shared/audit/model/audit-run.ts";
import { kindOfIssue } from "../../../shared/base/issues/refusal.ts";
import type { Move, PreviewedClose } from "../../../shared/closing/model/preview.ts";
import type { CloseProgress } from "../../../shared/closing/steps/close-progress.ts";
import type { ClosingMonth } from "../../../shared/closing/steps/next-month.ts";
import type { CloseChecks } from "../../../shared/closing/steps/pre-close-checks.ts";
import type { ClosePreview } from "../../../shared/closing/store.ts";
import { CLOSE_AMOUNTS, type CloseAmount, type CloseTotals } from "../../../shared/ledger/close/close-totals.ts";
import type { MoneyResource } from "../../_platform/api/common-schemas.ts";
import { toIssue, toIssues } from "../../_platform/api/issues.ts";
import type { Pay } from "../../_platform/api/money.ts";
import { knownContent } from "../../_platform/proposal-kinds.ts";
import { closeUrl, payoutUrl, proposalUrl } from "../urls.ts";
import type { CloseChecksResource, ClosePreviewResource, CloseProgressResource, ClosingResource } from "./schema.response.ts";

/** Which month closing is about, and whether it is early for it. */
export function toClosing(
  { month, phase, isFirst, lastClosed }: ClosingMonth,
  { isEarly, from }: { readonly isEarly: boolean; readonly from: string },
): ClosingResource {
  const url = closeUrl(month);
  return {
    object: "closing",
    month,
    phase,
    isFirst,
    lastClosed: lastClosed ?? null,
    reasonNotRequiredFrom: from,
    isEarly: isEarly && phase === "open",
    url,
    checksUrl: `${url}/checks`,
    previewUrl: `${url}/preview`,
  };
}

/** What is still open before a close. */
export function toCloseChecks(checks: CloseChecks, pay: Pay): CloseChecksResource {
  const { month, quarantine, waiting, audit, approvals, adjustments, payouts, derivations } = checks;
  return {
    object: "close_checks",
    month,
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
    unassignedCredits: {
      advisors: waiting.advisors.length,
      orders: waiting.orders,
      price: pay(waiting.price),
      url: "/v1/hr/unassigned-credits",
    },
    audit: { last: toAudit(audit.last), lastOfAll: toAudit(audit.lastOfAll) },
    approvals: approvals.map((each) => ({ ...each, kind: knownContent(each).kind })),
    payouts: payouts.map(({ payoutId, waitsFor }) => ({ payoutId, waitsFor, url: payoutUrl(payoutId) })),
    adjustments: {
      count: adjustments.count,
      amount: pay(adjustments.amount),
      proposalUrls: adjustments.proposalIds.map(proposalUrl),
    },
    derivations,
    url: `${closeUrl(month)}/checks`,
  };
}

function toAudit(run: AuditRun | undefined): CloseChecksResource["audit"]["last"] {
  if (run?.finishedAt === undefined) return null;
  const { runId, mode, finishedAt, findings } = run;
  return { runId, mode, finishedAt, findings };
}

/** A preview, with what came out where it is done. */
export function toClosePreview(preview: ClosePreview, result: PreviewedClose | undefined, pay: Pay): ClosePreviewResource {
  const { month, previewId, wanted, issues } = preview;
  return {
    object: "close_preview",
    month,
    previewId,
    requested: { ...wanted },
    status: result !== undefined ? "done" : issues !== undefined ? "failed" : "running",
    issues: toIssues(issues),
    result: result === undefined ? null : toResult(result, pay),
    url: `${closeUrl(month)}/preview`,
  };
}

function toResult({ at, expected, last, advisors, components, overdue }: PreviewedClose, pay: Pay): ClosePreviewResource["result"] {
  const toMove = ({ before, expected: now }: Move) => ({ before: pay(before), expected: pay(now) });
  return {
    at,
    expected: toTotals(expected, pay),
    last: last === undefined ? null : { month: last.month, ...toTotals(last, pay) },
    advisors: advisors.map(({ advisorId, name, ...move }) => ({ advisorId, name, ...toMove(move) })),
    components: components.map(({ planId, component, ...move }) => ({ planId, component, ...toMove(move) })),
    overdue: {
      advisors: overdue.advisors,
      credits: overdue.credits,
      price: pay(overdue.price),
      largestAdvisors: overdue.most.map((each) => ({ ...each, price: pay(each.price) })),
    },
  };
}

const toTotals = (totals: CloseTotals, pay: Pay): Record<CloseAmount, MoneyResource> & { readonly statements: number } => ({
  statements: totals.statements,
  ...(Object.fromEntries(CLOSE_AMOUNTS.map((name) => [name, pay(totals[name] ?? 0n)])) as Record<CloseAmount, MoneyResource>),
});

/** How far a close is. */
export function toCloseProgress(progress: CloseProgress, pay: Pay): CloseProgressResource {
  const { month, status, settled, shards, left, asked, run, runs, ended, summary, closedAt } = progress;
  return {
    object: "close_progress",
    month,
    status,
    shards: { settled, total: shards, openShards: [...left] },
    requested: asked === undefined ? null : { by: asked.by, at: asked.at, reason: asked.reason ?? null },
    run: run === undefined ? null : { runId: run.runId, requestedBy: run.requestedBy, at: run.at, reason: run.reason ?? null },
    runs,
    error: ended?.status === "failed" ? { name: ended.error ?? null, message: ended.cause ?? null } : null,
    summary:
      summary === undefined
        ? null
        : {
            ...toTotals(summary, pay),
            equityGained: summary.equityGained,
            equityLost: summary.equityLost,
            statementsRoot: summary.statementsRoot,
          },
    closedAt: closedAt ?? null,
    url: closeUrl(month),
  };
}
