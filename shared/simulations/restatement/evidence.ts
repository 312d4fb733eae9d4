import type { FactsContent } from "../../advisors/steps/submit-advisor.ts";
import type { Submission } from "../../proposals/model/proposal.ts";
import { factsHash } from "../../proposals/model/signature.ts";
import type { Proposing } from "../../proposals/steps/deps.ts";
import { restateFacts } from "./restate.ts";
import type { Restatement } from "./restatement.ts";
import { keepRestatement } from "./restatement-store.ts";

/** What the submission of other facts binds: what they restate as things stand now, kept where it reaches closed months. */
export async function submissionOfFacts(
  content: FactsContent,
  why: string,
  p: Proposing,
): Promise<{ readonly submission: Omit<Submission, "by" | "at">; readonly restatement: Restatement }> {
  const restatement = await restateFacts(content, p);
  const { basisHash, resultHash, reaches } = restatement;
  const trialId = reaches ? await keepRestatement(restatement, p) : "";
  const submission = { why, factsHash: factsHash(content) ?? "", trialId, basisHash, resultHash, restates: reaches, acknowledged: [] };
  return { submission, restatement };
}
