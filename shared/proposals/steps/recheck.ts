import { type Refusal, refusal } from "../../base/issues/refusal.ts";
import type { Proposal } from "../model/proposal.ts";
import { signs } from "../model/signature.ts";
import type { CommitDeps } from "./deps.ts";

/** Computes again what was approved. @returns why it can't be published; nothing where nothing differs. */
export async function recheckProposal(proposal: Proposal, { kinds }: Pick<CommitDeps, "kinds">): Promise<readonly Refusal[]> {
  const { content, submission, approval } = proposal;
  if (submission === undefined || approval === undefined || !signs(approval, submission)) return [refusal("signature-differs")];
  const kind = kinds.of(content);
  if (kind.hash(content) !== submission.factsHash) return [refusal("facts-differ")];
  return kind.recheck(proposal);
}
