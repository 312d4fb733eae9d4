import { inParallel } from "../../base/runtime/parallel.ts";
import { READS_CONCURRENCY } from "../../base/runtime/runtime.ts";
import type { Proposal } from "../../proposals/model/proposal.ts";
import type { ProposalStore } from "../../proposals/store.ts";
import { adjustmentIdOf, counteredBy, isAdjustmentsContent, originOf } from "../model/content.ts";
import { counterSubject } from "./propose-adjustments.ts";

/**
 * Whoever proposed or submitted these manual adjustments, by name. Ids that stem from no proposal have none: they were
 * sent as facts by another system.
 */
export async function adjustmentAuthors(
  adjustmentIds: readonly string[],
  { proposals }: { readonly proposals: Pick<ProposalStore, "find" | "activity"> },
): Promise<string[]> {
  const ids = new Set(adjustmentIds);
  const countered = [...ids].flatMap((adjustmentId) => counteredBy(adjustmentId) ?? []);
  const activities = await inParallel(countered, READS_CONCURRENCY, (adjustmentId) => proposals.activity(counterSubject(adjustmentId)));
  const proposalIds = new Set([
    ...[...ids].flatMap((adjustmentId) => originOf(adjustmentId)?.proposalId ?? []),
    ...activities.flatMap((activity) => activity.flatMap(({ proposalId }) => proposalId ?? [])),
  ]);
  const found = await inParallel([...proposalIds], READS_CONCURRENCY, (proposalId) => proposals.find(proposalId));
  const authors = found.flatMap((proposal) => (proposal !== undefined && makes(proposal, ids) ? authorsOf(proposal) : []));
  return [...new Set(authors)].sort();
}

/** Whether a proposal has stored one of these, or is just doing so. */
function makes({ proposalId, content, status }: Proposal, ids: ReadonlySet<string>): boolean {
  if (!isAdjustmentsContent(content) || (status !== "published" && status !== "publishing")) return false;
  return content.entries.some((entry, place) => ids.has(adjustmentIdOf(proposalId, entry, place)));
}

const authorsOf = ({ authors, submission }: Proposal): string[] => [...authors, ...(submission === undefined ? [] : [submission.by])];
