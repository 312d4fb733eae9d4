import type { AdvisorPreview } from "../../../shared/advisors/steps/preview-advisor.ts";
import type { AdvisorFile } from "../../../shared/advisors/steps/read-profile.ts";
import type { UnassignedCredits } from "../../../shared/ledger/unassigned/list-unassigned.ts";
import type { ProposalKinds } from "../../../shared/proposals/kind.ts";
import { toIssues } from "../../_platform/api/issues.ts";
import { type Pay, whole } from "../../_platform/api/money.ts";
import { toProposalSummary } from "../proposals/mapping.ts";
import { toRestatement } from "../restatement-mapping.ts";
import { activityUrl, advisorUrl } from "../urls.ts";
import type { AdvisorPreviewResource, AdvisorResource, UnassignedResource } from "./schema.response.ts";

/** All that HR sees of an advisor. */
export function toAdvisor(file: AdvisorFile, pay: Pay, kinds: ProposalKinds): AdvisorResource {
  const { advisor, revisions, today, balance, expected, toCome, waiting, proposals } = file;
  return {
    object: "advisor",
    advisor,
    revisions: [...revisions],
    today,
    current: toCurrent(file),
    balance: pay(balance),
    expected: {
      month: expected.month,
      earnings: pay(expected.earnings.amount),
      payable: pay(expected.statement?.payable ?? 0n),
      carriedForward: pay(expected.settled.carriedForward),
    },
    upcoming: toCome.map(({ month, overdue, credits, sales, earned, toCome: adds }) => {
      return { month, overdue, credits: whole(credits), sales: pay(sales), earned: pay(earned), upcoming: pay(adds) };
    }),
    unassignedCredits: waiting === undefined ? null : toUnassigned(waiting, pay),
    proposals: proposals.map((proposal) => toProposalSummary(proposal, kinds)),
    url: advisorUrl(advisor.advisorId),
    activityUrl: activityUrl(`advisor:${advisor.advisorId}`),
  };
}

function toCurrent({ standing }: AdvisorFile): AdvisorResource["current"] {
  const { planId, plan, managerId, managerName, storeId, attributes, tenureMonths, hasLeft } = standing;
  return {
    planId: planId ?? null,
    version: plan?.version ?? null,
    managerId: managerId ?? null,
    managerName: managerName ?? null,
    storeId: storeId ?? null,
    attributes: Object.entries(attributes).map(([name, { value, month, storeId: of }]) => ({ name, value, month, storeId: of ?? null })),
    tenureMonths,
    hasLeft,
  };
}

/** What saving an advisor would change. */
export function toAdvisorPreview(preview: AdvisorPreview, pay: Pay): AdvisorPreviewResource {
  const { content, issues, before, changes, restatement, waiting } = preview;
  return {
    object: "advisor_preview",
    before: before ?? null,
    after: content?.advisor ?? null,
    issues: toIssues(issues),
    changes: [...changes],
    restatement: restatement === undefined ? null : toRestatement(restatement, pay),
    unassignedCredits: waiting === undefined ? null : toUnassigned(waiting, pay),
  };
}

/** What waits for someone. */
export function toUnassigned({ advisorId, name, why, since, price, orders }: UnassignedCredits, pay: Pay): UnassignedResource {
  return {
    object: "unassigned_credits",
    advisorId,
    name: name ?? null,
    reason: why,
    since,
    price: pay(price),
    orders: orders.map(({ orderId, bookedOn, price: of }) => ({ orderId, bookedOn, price: pay(of) })),
  };
}
