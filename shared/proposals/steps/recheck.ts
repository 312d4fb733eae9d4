import { checkFacts } from "../../advisors/steps/recheck-advisor.ts";
import { type Refusal, refusal } from "../../base/issues/refusal.ts";
import { checkPlan } from "../../plans/steps/recheck-plan.ts";
import { hinderedSettings } from "../../settings/steps/publish-settings.ts";
import { isPaying, type Proposal } from "../model/proposal.ts";
import { factsHash, signs } from "../model/signature.ts";
import type { Proposing } from "./deps.ts";
import { checkPaying } from "./publish-entries.ts";

/** Computes again what was approved. @returns why it can't be published; nothing where nothing differs. */
export async function checkPublishing(proposal: Proposal, p: Proposing): Promise<readonly Refusal[]> {
  const { content, submission, approval } = proposal;
  if (submission === undefined || approval === undefined || !signs(approval, submission)) return [refusal("signature-differs")];
  if (factsHash(content) !== submission.factsHash) return [refusal("facts-differ")];
  if (content.kind === "correction") return p.corrections.check(content, submission);
  if (content.kind === "settings") return hinderedSettings(content, proposal.proposalId, p);
  if (isPaying(content)) return checkPaying(content, proposal.proposalId, p);
  return content.kind === "plan" ? checkPlan(proposal, content, submission, p) : checkFacts(content, submission, p);
}
